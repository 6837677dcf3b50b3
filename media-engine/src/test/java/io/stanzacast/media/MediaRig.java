package io.stanzacast.media;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.stanzacast.media.hls.HlsConfig;
import io.stanzacast.media.hls.HlsHandler;
import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.hls.HlsState;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.StreamListener;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.rtmp.RtmpConfig;
import io.stanzacast.media.rtmp.RtmpServer;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The module as the server wires it, with a small HTTP server: RTMP in, HLS out, any stream name accepted. Run by hand, its arguments are the
 * RTMP and the HTTP port, and every path is on air at once.
 */
public final class MediaRig implements AutoCloseable {
    public final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    public final StreamRegistry registry;
    public final HlsOutputs outputs;
    public final List<HlsState> states = new CopyOnWriteArrayList<>();
    private final RtmpServer rtmp;
    private final Channel http;

    public MediaRig(int rtmpPort, int httpPort, HlsConfig hls) {
        Injector injector = Guice.createInjector(
                Stage.PRODUCTION,
                new MediaModule(new MediaConfig(RtmpConfig.defaults().withPort(rtmpPort), hls)),
                new AbstractModule() {
                    @Override
                    protected void configure() {
                        binder().requireExplicitBindings();
                        binder().disableCircularProxies();
                        bind(EventLoopGroup.class).toInstance(loops);
                        bind(Clock.class).toInstance(Clock.systemUTC());
                        bind(new TypeLiteral<Supplier<ServerBootstrap>>() {}).toInstance(MediaRig.this::bootstrap);
                        bind(PublishPolicy.class)
                                .toInstance(request -> CompletableFuture.completedFuture(new PublishPolicy.Accepted(
                                        new StreamPath(request.streamKey()), PublishPolicy.OnBusy.REPLACE)));
                    }
                });
        registry = injector.getInstance(StreamRegistry.class);
        outputs = injector.getInstance(HlsOutputs.class);
        outputs.addListener((path, state) -> states.add(state));
        outputs.open();
        rtmp = injector.getInstance(RtmpServer.class);
        rtmp.start();
        HlsHandler handler = injector.getInstance(HlsHandler.class);
        http = bootstrap()
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(65_536))
                                .addLast(new SimpleChannelInboundHandler<FullHttpRequest>() {
                                    @Override
                                    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
                                        handler.handle(ctx, request);
                                    }
                                });
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", httpPort))
                .awaitUninterruptibly()
                .channel();
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class);
    }

    /** Where to publish {@code name}. */
    public String rtmpUrl(String name) {
        return "rtmp://127.0.0.1:" + rtmp.port() + "/live/" + name;
    }

    /** Where HLS begins, with a slash at the end. */
    public String httpUrl() {
        return "http://127.0.0.1:" + ((InetSocketAddress) http.localAddress()).getPort() + "/hls/";
    }

    @Override
    public void close() {
        http.close().awaitUninterruptibly();
        rtmp.close();
        outputs.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    public static void main(String[] args) {
        MediaRig rig = new MediaRig(Integer.parseInt(args[0]), Integer.parseInt(args[1]), HlsConfig.defaults());
        rig.registry.addListener(new StreamListener() {
            @Override
            public void published(LiveStream stream) {
                rig.outputs.start(stream.path());
            }

            @Override
            public void unpublished(LiveStream stream) {}
        });
    }
}
