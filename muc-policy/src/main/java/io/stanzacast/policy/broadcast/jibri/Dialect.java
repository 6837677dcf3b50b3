package io.stanzacast.policy.broadcast.jibri;

/** Which of the two dialects a request is written in; it decides the form of a refusal. */
public enum Dialect {
    DRAFT,
    TODAY
}
