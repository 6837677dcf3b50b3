package io.stanzacast.xmpp.net;

import io.netty.buffer.ByteBuf;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.DecoderLimits;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementDecoder;
import io.stanzacast.xmpp.xml.StreamOpen;
import io.stanzacast.xmpp.xml.XmlException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes on their way into one connection, to what its listener is told. Owner: the channel's loop. */
final class Incoming implements ElementDecoder.Output {
    private static final Logger log = LoggerFactory.getLogger(Incoming.class);

    private final TcpTransport transport;
    private final LoopState loop;
    private final ElementDecoder decoder;
    private @Nullable TransportListener listener;
    private String host = "";
    private boolean ended;

    Incoming(TcpTransport transport, DecoderLimits limits, LoopState loop) {
        this.transport = transport;
        this.loop = loop;
        this.decoder = new ElementDecoder(limits, this);
    }

    void listener(TransportListener newListener) {
        listener = newListener;
    }

    /** What the last header was addressed to; empty if there was none. */
    String host() {
        return host;
    }

    int undecodedBytes() {
        return decoder.undecodedBytes();
    }

    void restart(DecoderLimits limits) {
        decoder.restart(limits);
    }

    /** Does not release the buffer. */
    void read(ByteBuf bytes) {
        byte[] scratch = loop.scratch();
        while (!ended && bytes.isReadable()) {
            int length = Math.min(scratch.length, bytes.readableBytes());
            bytes.readBytes(scratch, 0, length);
            decode(() -> decoder.decode(scratch, 0, length));
        }
    }

    void pause() {
        decoder.pause();
    }

    void resume() {
        decode(decoder::resume);
    }

    private interface Decoding {
        void run() throws XmlException;
    }

    private void decode(Decoding decoding) {
        try {
            decoding.run();
        } catch (XmlException e) {
            tell(StreamHeaders.error(e));
        } catch (RuntimeException e) {
            log.error("[c2s {}] decoding failed", transport.remoteAddress(), e);
            transport.close(Optional.of(new StreamError(StreamError.Condition.INTERNAL_SERVER_ERROR, null)));
        }
    }

    private void tell(StreamException exception) {
        if (listener != null && !ended) {
            listener.failed(exception);
        }
    }

    @Override
    public void opened(StreamOpen open) {
        try {
            StreamHeader header = StreamHeaders.read(open);
            host = header.to() == null ? "" : header.to();
            if (listener != null && !ended) {
                listener.opened(header);
            }
        } catch (StreamException e) {
            tell(e);
        }
    }

    @Override
    public void received(Element element) {
        if (listener != null && !ended) {
            listener.received(element);
        }
    }

    @Override
    public void closed() {
        if (listener != null && !ended) {
            listener.closedByPeer();
        }
    }

    /** Nothing is decoded any more. */
    void end() {
        ended = true;
        decoder.stop();
    }

    void disconnected(String reason) {
        TransportListener told = listener;
        listener = null;
        if (told != null) {
            told.disconnected(reason);
        }
    }
}
