package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream, whatever carries it: negotiates (RFC 6120 §4.3) until a resource is bound, then hands each stanza to the session's
 * handler. Owner: the transport's executor; lives as long as the transport.
 */
final class ClientStream implements TransportListener, SaslNegotiation.Outcome {
    private static final Logger log = LoggerFactory.getLogger(ClientStream.class);

    /** Of what we say ourselves. */
    private static final String LANGUAGE = "en";

    private enum Phase {
        /** A header must come. */
        HEADER,
        /** TLS or SASL must come. */
        LOGIN,
        /** Binding must come. */
        BINDING,
        BOUND,
        /** We closed it, or it is gone. */
        OVER
    }

    private final ClientStreams streams;
    private final Transport transport;
    private final String id;
    private Phase phase = Phase.HEADER;
    private boolean opened;
    private boolean awaitsLogin = true;
    private boolean anonymous;
    private @Nullable Future<?> timeout;
    private @Nullable HostConfig host;
    private @Nullable SaslNegotiation sasl;
    private @Nullable Jid account;
    private @Nullable ClientSession session;
    private @Nullable StanzaReceiver receiver;
    private @Nullable String closeReason;
    private @Nullable String language;

    ClientStream(ClientStreams streams, Transport transport, String id) {
        this.streams = streams;
        this.transport = transport;
        this.id = id;
    }

    void start() {
        timeout = streams.schedule(() -> transport.executor().execute(() -> {
            if (awaitsLogin) {
                close(new StreamError(StreamError.Condition.CONNECTION_TIMEOUT, "no login in time"));
            }
        }));
    }

    @Override
    public void opened(StreamHeader header) {
        if (phase != Phase.HEADER) {
            return;
        }
        try {
            HostConfig meant = HeaderCheck.check(header, streams.hosts());
            if (account != null && !meant.domain().equals(account.domainpart())) {
                throw new StreamException(StreamError.Condition.HOST_UNKNOWN, "the login was for another host");
            }
            host = meant;
            language = header.language();
            open(header, meant.domain());
            if (account == null) {
                offerLogin(meant);
            } else {
                phase = Phase.BINDING;
                transport.send(Features.loggedIn(meant.domain(), streams.hooks()));
            }
        } catch (StreamException e) {
            open(header, null);
            close(e.error());
        }
    }

    private void open(@Nullable StreamHeader answered, @Nullable String from) {
        opened = true;
        transport.open(new StreamHeader(
                Stanza.NS,
                from == null || answered == null ? null : answered.from(),
                from,
                RandomNames.streamId(streams.random()),
                "1.0",
                LANGUAGE));
    }

    private void offerLogin(HostConfig meant) throws StreamException {
        phase = Phase.LOGIN;
        SaslNegotiation negotiation =
                new SaslNegotiation(transport, meant, streams.credentials(meant), streams.random(), this);
        boolean withoutTls = !transport.isSecure() && Boolean.TRUE.equals(meant.requireTls());
        if (withoutTls && !transport.canStartTls()) {
            throw new StreamException(StreamError.Condition.POLICY_VIOLATION, "this host requires TLS");
        }
        sasl = withoutTls ? null : negotiation;
        transport.send(Features.beforeLogin(
                !transport.isSecure() && transport.canStartTls(),
                withoutTls,
                withoutTls ? java.util.List.of() : negotiation.mechanisms()));
    }

    @Override
    public void received(Element element) {
        if (element.is("error", StreamHeader.NS)) {
            closeReason =
                    "client says " + element.firstChild().map(Element::name).orElse("error");
            close(null);
            return;
        }
        try {
            switch (phase) {
                case BOUND -> {
                    if (receiver != null) {
                        receiver.received(element);
                    }
                }
                case LOGIN -> login(element);
                case BINDING -> bind(element);
                case HEADER ->
                    throw new StreamException(StreamError.Condition.BAD_FORMAT, "a stream header must come first");
                case OVER -> {}
            }
        } catch (StreamException e) {
            close(e.error());
        } catch (RuntimeException e) {
            log.error("[c2s {}] {} failed", name(), element, e);
            close(new StreamError(StreamError.Condition.INTERNAL_SERVER_ERROR, null));
        }
    }

    private void login(Element element) throws StreamException {
        if (element.is("starttls", Features.TLS_NS)) {
            if (transport.isSecure() || !transport.canStartTls()) {
                transport.send(Element.of("failure", Features.TLS_NS));
                close(null);
                return;
            }
            phase = Phase.HEADER;
            transport.startTls();
        } else if (element.namespace().equals(SaslNegotiation.NS) && sasl != null) {
            sasl.received(element);
        } else {
            throw new StreamException(
                    StreamError.Condition.NOT_AUTHORIZED, sasl == null ? "this host requires TLS" : "log in first");
        }
    }

    @Override
    public void loggedIn(Jid newAccount, boolean isAnonymous) {
        account = newAccount;
        anonymous = isAnonymous;
        sasl = null;
        phase = Phase.HEADER;
    }

    @Override
    public void failed(int failures) {
        if (failures >= streams.login().attempts()) {
            close(new StreamError(StreamError.Condition.POLICY_VIOLATION, "too many failed logins"));
        }
    }

    @Override
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    private void bind(Element element) throws StreamException {
        if (!Stanza.isStanza(element)) {
            throw new StreamException(
                    StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "expected: an iq that binds a resource");
        }
        try {
            if (!(Stanza.of(element) instanceof Iq iq)
                    || !ResourceBinding.isRequest(iq)
                    || host == null
                    || account == null) {
                throw new StreamException(StreamError.Condition.NOT_AUTHORIZED, "bind a resource first");
            }
            ClientSession bound = streams.binding().bind(iq, host, account, anonymous, transport);
            session = bound;
            receiver = new StanzaReceiver(
                    bound, transport, streams.handler(), LANGUAGE.equals(language) ? null : language);
            phase = Phase.BOUND;
            endLogin();
            log.info("[c2s {}] opened over {} from {}", name(), transport.name(), address());
            streams.handler().bound(bound);
        } catch (StanzaException e) {
            StanzaReceiver.refuse(transport, element, e.error(), "");
        }
    }

    @Override
    public void closedByPeer() {
        if (closeReason == null) {
            closeReason = "closed by client";
        }
        close(null);
    }

    @Override
    public void failed(StreamException exception) {
        close(exception.error());
    }

    private void close(@Nullable StreamError error) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        if (closeReason == null && error != null) {
            closeReason = error.toString();
        }
        if (!opened) {
            open(null, null); // RFC 6120 §4.9.1.2: an error needs a stream to be in
        }
        transport.close(Optional.ofNullable(error));
    }

    @Override
    public void disconnected(String reason) {
        phase = Phase.OVER;
        endLogin();
        String why = closeReason == null ? reason : closeReason;
        ClientSession ended = session;
        if (ended == null) {
            log.info("[c2s {}] closed before login: {}", name(), why);
            return;
        }
        session = null;
        receiver = null;
        log.info("[c2s {} {}] closed: {}", id, ended.jid().bare(), why);
        streams.ended(ended, why);
    }

    private void endLogin() {
        if (awaitsLogin) {
            awaitsLogin = false;
            streams.loginEnded(transport);
            if (timeout != null) {
                timeout.cancel(false);
                timeout = null;
            }
        }
    }

    private String name() {
        return id + ' ' + (account == null ? address() : account.toString());
    }

    private String address() {
        return transport.remoteAddress().toString();
    }
}
