package io.stanzacast.server.config;

/** The configuration cannot be used; the message says which key and what is expected, for the operator to read as it is. */
public final class ConfigException extends Exception {
    public ConfigException(String message) {
        super(message);
    }
}
