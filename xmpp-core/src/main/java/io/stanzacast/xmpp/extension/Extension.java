package io.stanzacast.xmpp.extension;

/** One specification in one file. Listed in {@code XepModule} or bound by another module; installed once, before the first listener opens. */
public interface Extension {
    /** What it implements; for lists and logs. */
    Spec spec();

    /** Hangs its handlers on the table. Called once, on the starting thread. */
    void install(HookTable on);
}
