package io.stanzacast.xmpp.xml;

/** What came in is not the XML that RFC 6120 §11 allows, or too much of it. Its message may go to the peer. Has no stack trace. */
public final class XmlException extends Exception {
    private final Kind kind;

    /** What is wrong; streams have an error condition for each. */
    public enum Kind {
        /** Not well-formed or not namespace-well-formed. */
        NOT_WELL_FORMED,
        /** Well-formed, but not what may stand in a stream, such as text between stanzas. */
        BAD_FORMAT,
        /** A comment, processing instruction, document type or entity (§11.1). */
        RESTRICTED,
        /** Not UTF-8 (§11.6). */
        ENCODING,
        /** Beyond {@link DecoderLimits}. */
        TOO_LARGE
    }

    public XmlException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static XmlException notWellFormed(String message) {
        return new XmlException(Kind.NOT_WELL_FORMED, message);
    }

    static XmlException tooLarge(String what, long value, long most) {
        return new XmlException(Kind.TOO_LARGE, what + ": " + value + " (expected: at most " + most + ")");
    }
}
