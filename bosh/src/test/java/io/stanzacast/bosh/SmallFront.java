package io.stanzacast.bosh;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.stanzacast.bosh.websocket.WebSocketHandler;
import java.net.InetSocketAddress;
import java.net.URI;

/** The least that an HTTP front does, on a free port of loopback. */
final class SmallFront implements AutoCloseable {
    private final Channel listener;

    SmallFront(EventLoopGroup loops, BoshHandler bosh, WebSocketHandler webSocket) {
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(1 << 20, true))
                                .addLast(new Handing(bosh, webSocket));
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    URI bosh() {
        return URI.create("http://127.0.0.1:" + port() + "/http-bind");
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port() + "/xmpp-websocket");
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }

    private static final class Handing extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final BoshHandler bosh;
        private final WebSocketHandler webSocket;

        Handing(BoshHandler bosh, WebSocketHandler webSocket) {
            this.bosh = bosh;
            this.webSocket = webSocket;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            if (request.uri().startsWith("/http-bind")) {
                bosh.handle(ctx, request);
            } else {
                webSocket.handle(ctx, request);
            }
        }
    }
}
