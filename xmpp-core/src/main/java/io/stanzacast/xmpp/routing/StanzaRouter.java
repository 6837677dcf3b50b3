package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.HookChain;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Origin;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.StanzaArriving;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an address to whoever answers for it (RFC 6120 §10, RFC 6121 §8). Keeps nothing; for any thread, never blocks, and what one thread
 * routes arrives in that order. Errors and results are never answered with an error.
 */
public final class StanzaRouter implements StanzaSink {
    private static final Logger log = LoggerFactory.getLogger(StanzaRouter.class);

    private final RouteTable routes;
    private final SessionRegistry sessions;
    private final AccountDelivery accounts;
    private final IqDispatcher iqs;
    private final HookChain<StanzaArriving> arriving;

    @Inject
    public StanzaRouter(RouteTable routes, HookTable hooks, SessionRegistry sessions, AccountDelivery accounts) {
        this.routes = routes;
        this.sessions = sessions;
        this.accounts = accounts;
        this.iqs = new IqDispatcher(hooks);
        this.arriving = hooks.chain(StanzaArriving.class);
    }

    /** Routes what this server or one of its services sends; no {@code StanzaLeaving} is fired. */
    @Override
    public void route(Stanza stanza) {
        route(null, stanza);
    }

    /**
     * Routes a stanza with {@code to} and {@code from}, {@code from} being true.
     *
     * @param known null to find out from the domain of {@code from}
     * @return empty if the stanza was dealt with; else completes, never exceptionally, once its request was answered
     */
    Optional<CompletableFuture<?>> route(@Nullable Origin known, Stanza stanza) {
        try {
            if (stanza.from().isEmpty()) {
                throw new IllegalArgumentException("from: none (expected: an address)");
            }
            Jid to = stanza.to().orElseThrow(() -> new IllegalArgumentException("to: none (expected: an address)"));
            Destination destination = routes.destination(to);
            if (destination instanceof Destination.Service service) {
                return toService(known, stanza, to, service.service());
            } else if (destination instanceof Destination.Resource resource) {
                toResource(known, stanza, resource.full());
            } else if (destination instanceof Destination.Account account) {
                return toAccount(known, stanza, account.bare());
            } else if (destination instanceof Destination.Server) {
                return toServer(known, stanza);
            } else if (destination instanceof Destination.Remote) {
                routes.remote().deliver(stanza);
            } else {
                throw new AssertionError(destination);
            }
        } catch (StanzaException e) {
            reject(stanza, e.error());
        } catch (RuntimeException e) {
            log.error(
                    "[router] {} from {} failed",
                    stanza.element(),
                    stanza.from().orElse(null),
                    e);
            reject(stanza, new StanzaError(StanzaError.Condition.INTERNAL_SERVER_ERROR, null));
        }
        return Optional.empty();
    }

    private Optional<CompletableFuture<?>> toService(
            @Nullable Origin known, Stanza stanza, Jid to, LocalService service) throws StanzaException {
        if (stanza instanceof Iq iq && iq.isRequest() && to.isDomain() && iqs.answers(iq, Scope.SERVICE)) {
            return iqs.dispatch(iq, origin(known, stanza), Scope.SERVICE, this);
        }
        service.receive(stanza);
        return Optional.empty();
    }

    private Optional<CompletableFuture<?>> toServer(@Nullable Origin known, Stanza stanza) throws StanzaException {
        if (stanza instanceof Iq iq && iq.isRequest()) {
            return iqs.dispatch(iq, origin(known, stanza), Scope.HOST, this);
        }
        if (stanza instanceof Message) {
            throw new StanzaException(StanzaError.Condition.SERVICE_UNAVAILABLE, null);
        }
        return Optional.empty();
    }

    private Optional<CompletableFuture<?>> toAccount(@Nullable Origin known, Stanza stanza, Jid bare)
            throws StanzaException {
        Optional<Stanza> let = arriving(known, stanza, bare);
        if (let.isEmpty()) {
            return Optional.empty();
        }
        if (let.get() instanceof Iq iq) {
            if (!iq.isRequest()) {
                return Optional.empty();
            }
            boolean own = iq.from().map(Jid::bare).filter(bare::equals).isPresent();
            return iqs.dispatch(iq, origin(known, iq), own ? Scope.OWN_ACCOUNT : Scope.ACCOUNT, this);
        }
        deliver(let.get());
        return Optional.empty();
    }

    private void toResource(@Nullable Origin known, Stanza stanza, Jid full) throws StanzaException {
        Optional<Stanza> let = arriving(known, stanza, full.bare());
        if (let.isEmpty()) {
            return;
        }
        Optional<ClientSession> session = sessions.find(full);
        if (!(let.get() instanceof Iq)) {
            deliver(let.get());
        } else if (session.isPresent()) {
            session.get().send(let.get());
        } else {
            throw new StanzaException(StanzaError.Condition.SERVICE_UNAVAILABLE, null);
        }
    }

    private void deliver(Stanza stanza) throws StanzaException {
        if (stanza instanceof Message message) {
            accounts.deliver(message);
        } else if (stanza instanceof Presence presence) {
            accounts.deliver(presence);
        } else {
            throw new AssertionError(stanza);
        }
    }

    private Optional<Stanza> arriving(@Nullable Origin known, Stanza stanza, Jid account) throws StanzaException {
        if (arriving.isEmpty()) {
            return Optional.of(stanza);
        }
        return arriving.fire(new StanzaArriving(origin(known, stanza), account, stanza))
                .map(StanzaArriving::stanza);
    }

    private Origin origin(@Nullable Origin known, Stanza stanza) {
        if (known != null) {
            return known;
        }
        Jid from = stanza.from().orElseThrow();
        boolean service = routes.destination(from) instanceof Destination.Service;
        return new Origin(from, service ? Origin.Kind.SERVICE : Origin.Kind.SERVER);
    }

    /** Answers with an error, unless it is one, or a result (RFC 6120 §8.3.1). */
    void reject(Stanza stanza, StanzaError error) {
        boolean answerable = !stanza.isError() && !(stanza instanceof Iq iq && !iq.isRequest());
        if (answerable && stanza.to().isPresent() && stanza.from().isPresent()) {
            route(stanza.errorReply(error));
        }
    }
}
