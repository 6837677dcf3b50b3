package io.stanzacast.xmpp.script;

import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Keeps what is sent, for a script to look at. Broadcasts pass through their bytes, so that these are tested too. */
final class ScriptTransport implements Transport {
    private final Executor executor;
    private final Deque<Element> sent = new ArrayDeque<>();
    private Runnable whenClosed = () -> {};
    private boolean closed;
    private boolean paused;
    private Optional<StreamError> error = Optional.empty();

    ScriptTransport(Executor executor) {
        this.executor = executor;
    }

    Deque<Element> sent() {
        return sent;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isPaused() {
        return paused;
    }

    Optional<StreamError> error() {
        return error;
    }

    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public void startTls() {
        throw new IllegalStateException("no TLS within a script");
    }

    @Override
    public void open(StreamHeader header) {}

    @Override
    public void restart() {}

    @Override
    public void send(Element element) {
        if (!closed) {
            sent.add(element);
        }
    }

    @Override
    public void send(Broadcast broadcast, byte[] toAttribute) {
        byte[] bytes = broadcast.stream();
        int offset = broadcast.toOffset();
        String text = new String(bytes, 0, offset, StandardCharsets.UTF_8)
                + new String(toAttribute, StandardCharsets.UTF_8)
                + new String(bytes, offset, bytes.length - offset, StandardCharsets.UTF_8);
        send(XmlText.element(text));
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    @Override
    public void close(Optional<StreamError> reason) {
        if (!closed) {
            closed = true;
            error = reason;
            whenClosed.run();
        }
    }
}
