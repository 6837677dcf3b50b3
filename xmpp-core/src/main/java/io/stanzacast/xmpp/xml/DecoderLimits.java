package io.stanzacast.xmpp.xml;

/**
 * What an {@link ElementDecoder} takes from a peer; beyond any of it the peer gets {@link XmlException.Kind#TOO_LARGE}.
 *
 * @param maxBytes of a first-level element or of the stream's header, 1024 to 64 Mi
 * @param maxDepth of elements within one another, the stream itself being the first, 4 to 1024
 * @param maxElements within one first-level element, 16 to 1 000 000
 * @param maxAttributes of one element, namespace declarations included, 8 to 1024
 * @param maxNameBytes of an element's or attribute's name with its prefix, 32 to 4096
 * @param maxValueBytes of an attribute as it is on the wire, 1024 to 1 Mi
 */
public record DecoderLimits(
        int maxBytes, int maxDepth, int maxElements, int maxAttributes, int maxNameBytes, int maxValueBytes) {
    /** For peers that have not logged in. */
    public static final DecoderLimits BEFORE_LOGIN = new DecoderLimits(64 * 1024, 64, 1024, 64, 256, 16 * 1024);

    /** For peers that are known. */
    public static final DecoderLimits AUTHENTICATED = new DecoderLimits(256 * 1024, 64, 4096, 64, 256, 16 * 1024);

    public DecoderLimits {
        check("max-bytes", maxBytes, 1024, 64 * 1024 * 1024);
        check("max-depth", maxDepth, 4, 1024);
        check("max-elements", maxElements, 16, 1_000_000);
        check("max-attributes", maxAttributes, 8, 1024);
        check("max-name-bytes", maxNameBytes, 32, 4096);
        check("max-value-bytes", maxValueBytes, 1024, 1024 * 1024);
    }

    public DecoderLimits withMaxBytes(int newMaxBytes) {
        return new DecoderLimits(newMaxBytes, maxDepth, maxElements, maxAttributes, maxNameBytes, maxValueBytes);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
