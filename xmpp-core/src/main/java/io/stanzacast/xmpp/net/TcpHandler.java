package io.stanzacast.xmpp.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a client channel's pipeline. Owner: the channel's loop. */
final class TcpHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(TcpHandler.class);

    private final TcpTransport transport;
    private final StreamAcceptor acceptor;
    private @Nullable String failure;

    TcpHandler(TcpTransport transport, StreamAcceptor acceptor) {
        this.transport = transport;
        this.acceptor = acceptor;
    }

    TcpTransport transport() {
        return transport;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        transport.incoming().listener(acceptor.accept(transport));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            transport.incoming().read((ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                transport.secured();
            } else {
                failure = "TLS handshake failed: " + shortly(handshake.cause());
                transport.cut(failure);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        transport.gone(failure == null ? "connection lost" : failure);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("[c2s {}] connection failed", transport.remoteAddress(), cause);
        transport.cut(failure == null ? "connection failed: " + shortly(cause) : failure);
        context.close();
    }

    private static String shortly(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
