package io.stanzacast.media.live;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** Decides who may publish, asked once per publish command, before anything is accepted. Answers on any thread and never blocks. */
@FunctionalInterface
public interface PublishPolicy {
    CompletionStage<Answer> mayPublish(Request request);

    /**
     * What a publisher asks for.
     *
     * @param application the RTMP application without its query, such as {@code live}
     * @param streamKey the last component of the stream name without its query: a secret, never logged
     * @param remoteAddress where it comes from
     * @param session the connection's identity in logs
     */
    record Request(String application, String streamKey, InetSocketAddress remoteAddress, String session) {
        @Override
        public String toString() {
            return "Request[application=" + application + ", remoteAddress=" + remoteAddress + ", session=" + session
                    + "]";
        }
    }

    /** The policy's decision. */
    sealed interface Answer permits Accepted, Refused {}

    /**
     * @param path under which the stream is known from now on
     * @param onBusy what happens if that path already has a publisher
     */
    record Accepted(StreamPath path, OnBusy onBusy) implements Answer {}

    /**
     * @param kind decides the status code that the publisher gets
     * @param description words for the streamer, without the key
     */
    record Refused(Kind kind, String description) implements Answer {}

    /** What a second publisher of the same path does. */
    enum OnBusy {
        REFUSE,
        REPLACE
    }

    /** Why a publisher is refused. */
    enum Kind {
        /** No such key. */
        BAD_KEY,
        /** The key is known but may not publish now. */
        DENIED,
        /** Too many wrong keys from this address: close without a further word. */
        THROTTLED
    }
}
