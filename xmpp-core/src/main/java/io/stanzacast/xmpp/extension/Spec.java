package io.stanzacast.xmpp.extension;

/**
 * The specification an {@link Extension} implements.
 *
 * @param name such as {@code XEP-0202}
 * @param version of the text that was read; empty where it has none
 */
public record Spec(String name, String version) {
    /** A XEP by its number and the version of its text. */
    public static Spec xep(int number, String version) {
        return new Spec("XEP-%04d".formatted(number), version);
    }

    public static Spec rfc(int number) {
        return new Spec("RFC " + number, "");
    }

    /** A rule of this server that no specification demands. */
    public static Spec own(String name) {
        return new Spec(name, "");
    }

    @Override
    public String toString() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
