package io.stanzacast.media.rtmp.amf;

/** Bytes that are no AMF, or more of it than the limits allow. Carries no stack trace. */
public final class AmfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AmfException(String message) {
        super(message, null, false, false);
    }
}
