package io.stanzacast.policy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.stanzacast.media.hls.HlsConfig;
import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.hls.HlsState;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.stream.ChannelStates;
import io.stanzacast.policy.stream.ChannelView;
import io.stanzacast.xmpp.c2s.AccountStore;
import io.stanzacast.xmpp.c2s.PasswordHashing;
import io.stanzacast.xmpp.muc.MucConfig;
import io.stanzacast.xmpp.muc.RoomPolicy;
import io.stanzacast.xmpp.muc.RoomService;
import io.stanzacast.xmpp.muc.Rooms;
import io.stanzacast.xmpp.muc.SqlRoomStore;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.routing.VirtualHost;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;

/** This module with everything it touches: the real router, rooms, store and HLS in this process; clients and publishers are the test's. */
final class TestSite implements AutoCloseable {
    private static final byte[] AVCC = {1, 0x64, 0, 0x28, (byte) 0xFF, (byte) 0xE1, 0, 2, 0x67, 1, 1, 0, 1, 0x68};
    private static final FrameRate RATE = new FrameRate(25, 1);

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final StreamRegistry registry = new StreamRegistry();
    private final HlsOutputs outputs = new HlsOutputs(HlsConfig.defaults(), registry, loops, Clock.systemUTC());
    private final PasswordHashing hashing = new PasswordHashing(1);
    private final List<StreamPath> kicked = new ArrayList<>();
    private final Database database;
    private final Script script;
    private Injector injector;

    /** As after a restart, if the directory was used before. */
    TestSite(Path directory, PolicyConfig config) {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + directory.resolve("site.db")));
        database.migrate("xmpp");
        database.migrate("policy");
        script = Script.builder()
                .service(made -> {
                    injector = injector(made, config);
                    return injector.getInstance(RoomService.class);
                })
                .service(made -> service("broadcast.example.org"))
                .service(made -> service("engine.broadcast.example.org"))
                .build();
        outputs.open();
        await(injector.getInstance(PolicyLifecycle.class).start());
    }

    private Injector injector(Script made, PolicyConfig config) {
        return Guice.createInjector(Stage.PRODUCTION, new PolicyModule(config), binder -> {
            binder.requireExplicitBindings();
            binder.disableCircularProxies();
            binder.bind(Database.class).toInstance(database);
            binder.bind(Clock.class).toInstance(Clock.systemUTC());
            binder.bind(AccountStore.class).toInstance(new AccountStore(database, hashing, 4096, Clock.systemUTC()));
            binder.bind(SessionRegistry.class).toInstance(made.sessions());
            binder.bind(RouteTable.class)
                    .toInstance(new RouteTable(List.of(
                            new VirtualHost("example.org", false), new VirtualHost("guest.example.org", true))));
            binder.bind(StanzaSink.class).toInstance(made.router());
            binder.bind(StreamRegistry.class).toInstance(registry);
            binder.bind(HlsOutputs.class).toInstance(outputs);
            binder.bind(Rooms.class).to(RoomService.class);
            var policy = binder.getProvider(RoomPolicy.class);
            binder.bind(RoomService.class)
                    .toProvider(() -> rooms(made, policy.get()))
                    .in(Singleton.class);
        });
    }

    private RoomService rooms(Script made, RoomPolicy policy) {
        RoomService rooms = new RoomService(
                List.of(
                        MucConfig.of("rooms.example.org", MucConfig.Creation.ANYBODY),
                        MucConfig.of("brewery.example.org", MucConfig.Creation.NOBODY)),
                policy,
                new SqlRoomStore(database),
                made.sessions(),
                made.router(),
                () -> made.executor(),
                Clock.systemUTC());
        rooms.start();
        return rooms;
    }

    private LocalService service(String domain) {
        return injector.getInstance(Key.get(new TypeLiteral<Set<LocalService>>() {})).stream()
                .filter(service -> service.domains().contains(domain))
                .findFirst()
                .orElseThrow();
    }

    Script script() {
        return script;
    }

    /** Makes the channel and returns its key. */
    String create(Channel channel) {
        return await(injector.getInstance(Channels.class).create(channel)).value();
    }

    List<StreamPath> kicked() {
        return kicked;
    }

    <T> T instance(Class<T> type) {
        return injector.getInstance(type);
    }

    ChannelView.State state(String channel) {
        return injector.getInstance(ChannelStates.class)
                .find(channel)
                .orElseThrow()
                .state();
    }

    List<ChannelView> channels() {
        return injector.getInstance(ChannelStates.class).all();
    }

    /** Waits, while the script's tasks run. */
    void awaitState(String channel, ChannelView.State state) {
        Awaitility.await().until(() -> {
            script.executor().run();
            return state(channel) == state;
        });
    }

    void awaitOutput(String path, HlsState state) {
        Awaitility.await().until(() -> outputs.state(new StreamPath(path)) == state);
    }

    /** Comes as whoever has this key would; what is published is up to the test. */
    LiveStream publish(String streamKey) {
        PublishPolicy.Answer answer = await(injector.getInstance(PublishPolicy.class)
                .mayPublish(new PublishPolicy.Request(
                        "live", streamKey, InetSocketAddress.createUnresolved("192.0.2.1", 1), "1")));
        if (!(answer instanceof PublishPolicy.Accepted accepted)) {
            throw new AssertionError(answer);
        }
        LiveStream stream = new LiveStream(accepted.path(), Runnable::run, () -> kicked.add(accepted.path()));
        registry.add(stream);
        stream.tracks(List.of(
                new Track(1, Track.Kind.VIDEO, new Codec.H264(AVCC, 640, 360, 4), Timescale.VIDEO, RATE, 1_000_000)));
        return stream;
    }

    static void show(LiveStream stream, int frames) {
        for (int i = 0; i < frames; i++) {
            long ticks = RATE.ticksOf(i, Timescale.VIDEO);
            stream.write(new Packet(1, ticks, ticks, i % 25 == 0, ByteBuffer.allocate(200)));
        }
    }

    void unpublish(LiveStream stream) {
        registry.remove(stream);
    }

    <T> T await(CompletionStage<T> stage) {
        script.executor().runUntil(() -> stage.toCompletableFuture().isDone());
        Awaitility.await().until(() -> {
            script.executor().run();
            return stage.toCompletableFuture().isDone();
        });
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {
        injector.getInstance(PolicyLifecycle.class).close();
        outputs.close();
        hashing.close();
        database.close();
        loops.shutdownGracefully();
    }
}
