package io.stanzacast.xmpp.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A {@link C2sServer} on free ports of loopback, with a group of its own. */
final class RunningServer implements AutoCloseable {
    final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    final C2sServer server;

    RunningServer(C2sConfig config, TlsContexts contexts, StreamAcceptor acceptor) throws IOException {
        server = new C2sServer(
                config,
                () -> new ServerBootstrap().group(group).channel(NioServerSocketChannel.class),
                contexts,
                acceptor);
        server.start();
    }

    LineClient connect() throws IOException {
        return new LineClient(server.port().orElseThrow());
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
