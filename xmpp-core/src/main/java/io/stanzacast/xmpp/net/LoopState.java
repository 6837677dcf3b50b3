package io.stanzacast.xmpp.net;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the connections of one event loop share: who has something to flush at the end of this turn, who has a backlog, and a buffer to read
 * into. Owner: that loop.
 */
final class LoopState {
    private static final int READ_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final byte[] scratch = new byte[READ_BYTES];
    private List<TcpTransport> dirty = new ArrayList<>();
    private List<TcpTransport> spare = new ArrayList<>();
    private final List<TcpTransport> stalled = new ArrayList<>();
    private boolean flushing;
    private boolean watching;

    LoopState(EventLoop loop) {
        this.loop = loop;
    }

    /** For decoding what was just read; never kept. */
    byte[] scratch() {
        return scratch;
    }

    /** One task per turn flushes all: whatever else the turn's tasks send until then leaves with it. */
    void flushLater(TcpTransport transport) {
        dirty.add(transport);
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        List<TcpTransport> now = dirty;
        dirty = spare;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).flush();
        }
        now.clear();
        spare = now;
    }

    /** Looks once a second whether its backlog is too old, until it has none. */
    void watch(TcpTransport transport) {
        stalled.add(transport);
        if (!watching) {
            watching = true;
            loop.schedule(this::look, 1, TimeUnit.SECONDS);
        }
    }

    private void look() {
        long now = System.nanoTime();
        stalled.removeIf(transport -> !transport.isStalled(now));
        watching = !stalled.isEmpty();
        if (watching) {
            loop.schedule(this::look, 1, TimeUnit.SECONDS);
        }
    }
}
