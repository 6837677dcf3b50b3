package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.DecoderLimits;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementDecoder;
import io.stanzacast.xmpp.xml.ElementEncoder;
import io.stanzacast.xmpp.xml.XmlException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A transport for scripts "client sends, server answers": its executor is {@link #runTasks()}, what is sent are lines of text. */
final class ScriptTransport implements Transport {
    final List<String> sent = new ArrayList<>();
    boolean secure;
    boolean tlsPossible;
    boolean paused;
    boolean closed;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final InetSocketAddress address;
    private TransportListener listener = RefusedStream.INSTANCE;

    ScriptTransport(String address) {
        this.address = new InetSocketAddress(address, 40000);
    }

    void listener(TransportListener newListener) {
        listener = newListener;
        runTasks();
    }

    synchronized void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** The client opens a stream. */
    List<String> opens(String to) {
        return opens(new StreamHeader(Stanza.NS, to, null, null, "1.0", "en"));
    }

    List<String> opens(StreamHeader header) {
        listener.opened(header);
        return taken();
    }

    /** The client sends an element, in {@code jabber:client} if it does not say. */
    List<String> sends(String xml) {
        String document = "<r xmlns='jabber:client'>" + xml + "</r>";
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        try {
            Element root = ElementDecoder.document(bytes, 0, bytes.length, DecoderLimits.AUTHENTICATED);
            root.children().forEach(listener::received);
        } catch (XmlException e) {
            throw new AssertionError(e);
        }
        return taken();
    }

    void ends() {
        listener.closedByPeer();
        runTasks();
    }

    void breaks(String reason) {
        closed = true;
        listener.disconnected(reason);
    }

    /** What the server has sent since the last call. */
    List<String> taken() {
        runTasks();
        List<String> lines = List.copyOf(sent);
        sent.clear();
        return lines;
    }

    @Override
    public Executor executor() {
        return task -> {
            synchronized (this) {
                tasks.add(task);
            }
        };
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return address;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public boolean canStartTls() {
        return tlsPossible && !secure;
    }

    @Override
    public void startTls() {
        sent.add("proceed");
        secure = true;
    }

    @Override
    public void open(StreamHeader header) {
        sent.add("open " + header.from() + " to " + header.to());
    }

    @Override
    public void restart() {
        sent.add("restart");
    }

    @Override
    public void send(Element element) {
        if (!closed) {
            sent.add(ElementEncoder.encodeToString(element, Stanza.NS));
        }
    }

    @Override
    public void send(Broadcast broadcast, byte[] toAttribute) {
        throw new AssertionError("no broadcast in scripts");
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
    public void close(Optional<StreamError> error) {
        if (!closed) {
            closed = true;
            sent.add("close" + error.map(e -> " " + e.condition().word()).orElse(""));
            executor().execute(() -> listener.disconnected("closed"));
        }
    }
}
