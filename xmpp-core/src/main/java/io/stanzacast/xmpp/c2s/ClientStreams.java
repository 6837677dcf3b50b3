package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.sasl.Credentials;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.stream.TransportListener;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the stream of each client that connects, over whatever transport. Safe for any thread. */
public final class ClientStreams implements StreamAcceptor {
    private final Map<String, HostConfig> hosts;
    private final LoginConfig login;
    private final AccountStore accounts;
    private final SessionRegistry sessions;
    private final SessionHandler handler;
    private final HookTable hooks;
    private final ScheduledExecutorService timer;
    private final SecureRandom random = new SecureRandom();
    private final ResourceBinding binding;
    private final LoginGate gate;
    private final AtomicInteger count = new AtomicInteger(random.nextInt());

    /** @param timer for what takes too long; its tasks only hand over */
    public ClientStreams(
            List<HostConfig> hosts,
            LoginConfig login,
            AccountStore accounts,
            SessionRegistry sessions,
            SessionHandler handler,
            HookTable hooks,
            ScheduledExecutorService timer) {
        this.hosts = hosts.stream().collect(Collectors.toUnmodifiableMap(HostConfig::domain, Function.identity()));
        this.login = login;
        this.accounts = accounts;
        this.sessions = sessions;
        this.handler = handler;
        this.hooks = hooks;
        this.timer = timer;
        this.binding = new ResourceBinding(sessions, random);
        this.gate = new LoginGate(login);
    }

    @Override
    public TransportListener accept(Transport transport) {
        if (!gate.enter(transport.remoteAddress().getAddress())) {
            transport.executor().execute(() -> refuse(transport));
            return RefusedStream.INSTANCE;
        }
        ClientStream stream =
                new ClientStream(this, transport, String.format("%04x", count.incrementAndGet() & 0xffff));
        stream.start();
        return stream;
    }

    private void refuse(Transport transport) {
        transport.open(new StreamHeader(Stanza.NS, null, null, RandomNames.streamId(random), "1.0", null));
        transport.close(Optional.of(new StreamError(
                StreamError.Condition.RESOURCE_CONSTRAINT, "too many connections that have not logged in")));
    }

    Map<String, HostConfig> hosts() {
        return hosts;
    }

    LoginConfig login() {
        return login;
    }

    Credentials credentials(HostConfig host) {
        return accounts.credentials(host.domain());
    }

    SecureRandom random() {
        return random;
    }

    HookTable hooks() {
        return hooks;
    }

    ResourceBinding binding() {
        return binding;
    }

    SessionHandler handler() {
        return handler;
    }

    Future<?> schedule(Runnable task) {
        return timer.schedule(task, login.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    void loginEnded(Transport transport) {
        gate.leave(transport.remoteAddress().getAddress());
    }

    void ended(ClientSession session, String reason) {
        sessions.remove(session);
        handler.closed(session, reason);
    }
}
