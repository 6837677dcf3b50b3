package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.IllegalReferenceCountException;
import java.util.Optional;

/**
 * Bytes that are encoded once and written to many connections. The one who made it releases it once; any thread may take a share as long
 * as it lives.
 *
 * <p>It stands between readers and the buffer because a pooled buffer must not be touched after its release, not even to see whether it was
 * released: by then it may be another's.
 */
final class SharedBytes extends AbstractReferenceCounted {
    private final ByteBuf bytes;
    private final int size;

    /** Takes over {@code bytes}. */
    SharedBytes(ByteBuf bytes) {
        this.bytes = bytes;
        this.size = bytes.readableBytes();
    }

    int size() {
        return size;
    }

    /** A buffer that the caller releases; empty if the bytes are gone. */
    Optional<ByteBuf> share() {
        try {
            retain();
        } catch (IllegalReferenceCountException gone) {
            return Optional.empty();
        }
        try {
            return Optional.of(bytes.retainedDuplicate());
        } finally {
            release();
        }
    }

    @Override
    protected void deallocate() {
        bytes.release();
    }

    @Override
    public SharedBytes touch(Object hint) {
        return this;
    }
}
