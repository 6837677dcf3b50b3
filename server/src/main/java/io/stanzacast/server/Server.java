package io.stanzacast.server;

import com.google.inject.Injector;
import com.google.inject.Stage;
import io.stanzacast.bosh.BoshHandler;
import io.stanzacast.bosh.websocket.WebSocketHandler;
import io.stanzacast.media.ffmpeg.TestPicture;
import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.rtmp.RtmpServer;
import io.stanzacast.policy.PolicyLifecycle;
import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.stream.OneUseKeys;
import io.stanzacast.server.config.ConfigException;
import io.stanzacast.server.control.ControlSocket;
import io.stanzacast.server.control.Verbs;
import io.stanzacast.server.http.HttpFront;
import io.stanzacast.server.tls.CertificateConfig;
import io.stanzacast.server.tls.SelfSignedCertificate;
import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.muc.MucConfig;
import io.stanzacast.xmpp.net.C2sServer;
import io.stanzacast.xmpp.net.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running server: what is started last is closed first. Of one thread. */
final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Options options;
    private final ServerConfig config;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Server(Options options, ServerConfig config) {
        this.options = options;
        this.config = config;
    }

    /** Reads the configuration; nothing runs yet. */
    static Server open(Options options) throws ConfigException {
        try {
            return new Server(options, ServerConfig.read(options.config()).withPortOffset(options.portOffset()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /** @throws IOException naming a port that cannot be listened on */
    void start() throws ConfigException, IOException {
        DataFolder data = opened(DataFolder.open(options.data()));
        Injector injector = opened(new Services(config, data.database(config), certificates(data), Stage.PRODUCTION))
                .injector();
        HlsOutputs outputs = injector.getInstance(HlsOutputs.class);
        outputs.open();
        open.push(outputs::close);
        PolicyLifecycle policy = injector.getInstance(PolicyLifecycle.class);
        open.push(policy::close);
        policy.start().toCompletableFuture().join();
        Optional<FirstStart.Result> first =
                injector.getInstance(FirstStart.class).run(data.resolve("first-start.json"));

        opened(injector.getInstance(C2sServer.class)).start();
        opened(injector.getInstance(HttpFront.class)).start();
        open.push(injector.getInstance(BoshHandler.class)::close);
        open.push(injector.getInstance(WebSocketHandler.class)::close);
        RtmpServer rtmp = injector.getInstance(RtmpServer.class);
        open.push(rtmp::close);
        rtmp.start();
        data.remember(options.config());
        opened(new ControlSocket(data.resolve(ControlSocket.NAME), injector.getInstance(Verbs.class)))
                .start();
        if (options.demo()) {
            demo(injector);
        }
        System.out.print(Greeting.text(config, options.demo(), first));
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private TlsContexts certificates(DataFolder data) throws ConfigException {
        CertificateConfig given = config.certificate();
        try {
            if (given.certificate() != null && given.key() != null) {
                return TlsContexts.of(TlsContexts.read(Path.of(given.certificate()), Path.of(given.key())));
            }
            Path certificate = data.resolve("tls").resolve("site.crt");
            Path key = data.resolve("tls").resolve("site.key");
            if (SelfSignedCertificate.ensure(certificate, key, domains(), Clock.systemUTC())) {
                log.info("[tls] made a self-signed certificate for {}", config.domain());
            }
            return TlsContexts.of(TlsContexts.read(certificate, key));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    "certificate: " + e.getMessage() + " (expected: PEM files of a chain and its key)");
        }
    }

    private List<String> domains() {
        List<String> domains = new ArrayList<>();
        domains.add(config.domain());
        config.xmpp().hosts().stream().map(HostConfig::domain).forEach(domains::add);
        config.xmpp().muc().stream().map(MucConfig::domain).forEach(domains::add);
        return domains.stream().distinct().toList();
    }

    private void demo(Injector injector) throws ConfigException {
        Channels channels = injector.getInstance(Channels.class);
        var channel = channels.find(FirstStart.DEMO)
                .orElseThrow(() -> new ConfigException(
                        "--demo: there is no channel " + FirstStart.DEMO + " (expected: the one of the first start)"));
        OneUseKeys keys = injector.getInstance(OneUseKeys.class);
        TestPicture picture =
                opened(new TestPicture("ffmpeg", () -> Addresses.rtmp(config) + "/live/" + keys.issue(channel)));
        picture.start();
        injector.getInstance(Focus.class).putOnAir(channel);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.error("[server] {} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }
}
