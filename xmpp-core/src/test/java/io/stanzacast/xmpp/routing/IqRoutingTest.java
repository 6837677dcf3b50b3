package io.stanzacast.xmpp.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IqRoutingTest {
    private static final String NS = "urn:example:test";

    private final Handlers handlers = new Handlers();
    private final Script script = Script.builder().extension(handlers).build();
    private final Client romeo = script.client("Romeo", "romeo@example.org/orchard");
    private final Client juliet = script.client("Juliet", "juliet@example.org/balcony");

    @Test
    @DisplayName("RFC 6120 §8.2.3 a client answers what is addressed to its resource")
    void reachesResourceAndBack() {
        script.run("""
                Romeo sends:
                    <iq to='juliet@example.org/balcony' type='get' id='1'><q xmlns='urn:x'/></iq>
                Juliet receives:
                    <iq from='romeo@example.org/orchard' to='juliet@example.org/balcony' type='get' id='1'><q xmlns='urn:x'/></iq>
                Juliet sends:
                    <iq to='romeo@example.org/orchard' type='result' id='1'/>
                Romeo receives:
                    <iq from='juliet@example.org/balcony' to='romeo@example.org/orchard' type='result' id='1'/>
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@example.org/gone",
                "juliet@example.org",
                "romeo@example.org",
                "nobody@example.org",
                "example.org",
                "example.org/resource"
            })
    @DisplayName("RFC 6120 §8.4 what nobody knows is service-unavailable, wherever it was sent")
    void answersUnknownRequests(String to) {
        romeo.sends("<iq to='" + to + "' type='set' id='1'><unknown xmlns='urn:x'/></iq>");

        romeo.receives("<iq from='" + to + "' to='romeo@example.org/orchard' type='error' id='1'>"
                + "<error type='cancel' code='503'>"
                + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        romeo.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@example.org/gone", "juliet@example.org", "example.org", "example.net"})
    @DisplayName("RFC 6120 §8.3.1 results and errors are never answered")
    void dropsUnexpectedAnswers(String to) {
        romeo.sends("<iq to='" + to + "' type='result' id='1'/><iq to='" + to + "' type='error' id='2'/>");

        romeo.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("RFC 6120 §8.2.3 a request has exactly one child")
    void refusesRequestWithoutOneChild() {
        romeo.sends("<iq type='get' id='0'/><iq type='get' id='2'><q xmlns='urn:x'/><q xmlns='urn:x'/></iq>");

        romeo.receives("""
                <iq from='romeo@example.org' to='{any}' type='error' id='0'>
                    <error type='modify' code='400'>
                        <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>children of an iq: 0 (expected: 1)</text>
                    </error>
                </iq>
                <iq from='romeo@example.org' to='{any}' type='error' id='2'>{any}</iq>
                """);
    }

    @Test
    void turnsFailureOfHandlerIntoInternalServerError() {
        romeo.sends("<iq type='get' id='1' to='example.org'><fail xmlns='urn:example:test'/></iq>");

        romeo.receives("""
                <iq from='example.org' to='{any}' type='error' id='1'>
                    <error type='cancel' code='500'>
                        <internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error>
                </iq>
                """);
    }

    @ParameterizedTest
    @CsvSource({"example.org,HOST", "romeo@example.org,OWN_ACCOUNT", "juliet@example.org,ACCOUNT"})
    void tellsHandlerForWhomItAnswers(String to, String scope) {
        romeo.sends("<iq type='get' id='1' to='" + to + "'><scope xmlns='urn:example:test'/></iq>");

        romeo.receives("<iq from='" + to + "' to='{any}' type='result' id='1'><scope xmlns='urn:example:test'>" + scope
                + "</scope></iq>");
    }

    @Test
    @DisplayName("RFC 6120 §10.1 what was sent to the same address waits for a late answer; the rest does not")
    void keepsOrderBehindLateAnswer() {
        romeo.sends("""
                <iq type='get' id='1'><later xmlns='urn:example:test'/></iq>
                <iq type='get' id='2'><later xmlns='urn:example:test'/></iq>
                <iq type='get' id='3'><scope xmlns='urn:example:test'/></iq>
                <iq type='get' id='4' to='example.org'><scope xmlns='urn:example:test'/></iq>
                """);
        romeo.receives("<iq from='example.org' to='{any}' type='result' id='4'>{any}</iq>");
        romeo.receivesNothing();

        handlers.open.remove().complete(Reply.empty());
        romeo.receives("<iq from='romeo@example.org' to='{any}' type='result' id='1'/>");
        romeo.receivesNothing();

        handlers.open.remove().completeExceptionally(new StanzaException(StanzaError.Condition.CONFLICT, null));
        romeo.receives("""
                <iq from='romeo@example.org' to='{any}' type='error' id='2'>{any}</iq>
                <iq from='romeo@example.org' to='{any}' type='result' id='3'>{any}</iq>
                """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersFailedStageWithInternalServerError(boolean withException) {
        romeo.sends("<iq type='get' id='1'><later xmlns='urn:example:test'/></iq>");
        CompletableFuture<Reply.Result> stage = handlers.open.remove();
        if (withException) {
            stage.completeExceptionally(new IllegalStateException("for the test"));
        } else {
            stage.complete(null);
        }

        romeo.receives("""
                <iq from='romeo@example.org' to='{any}' type='error' id='1'>
                    <error type='cancel' code='500'>
                        <internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error>
                </iq>
                """);
    }

    @Test
    void stopsReadingWhileMuchWaits() {
        romeo.sends("<iq type='get' id='1'><later xmlns='urn:example:test'/></iq>");
        for (int i = 0; i < ClientRouting.PAUSE_AT; i++) {
            assertThat(romeo.isPaused()).isFalse();
            romeo.sends("<iq type='get' id='w" + i + "'><scope xmlns='urn:example:test'/></iq>");
        }
        assertThat(romeo.isPaused()).isTrue();

        handlers.open.remove().complete(Reply.empty());

        assertThat(romeo.isPaused()).isFalse();
        assertThat(romeo.all()).hasSize(1 + ClientRouting.PAUSE_AT);
    }

    @Test
    void refusesWhatIsTooMuchToWait() {
        romeo.sends("<iq type='get' id='1'><later xmlns='urn:example:test'/></iq>");
        for (int i = 0; i < ClientRouting.REFUSE_AT; i++) {
            romeo.sends("<iq type='get' id='w" + i + "'><scope xmlns='urn:example:test'/></iq>");
        }
        romeo.receivesNothing();

        romeo.sends("<iq type='get' id='over'><scope xmlns='urn:example:test'/></iq>");

        romeo.receives("""
                <iq from='romeo@example.org' to='{any}' type='error' id='over'>
                    <error type='wait' code='500'>
                        <resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error>
                </iq>
                """);
    }

    @Test
    @DisplayName("RFC 6120 §10.1 what was sent before the end is taken up before the end")
    void finishesWhatWaitsBeforeTheEnd() {
        juliet.sends("<presence/>");
        juliet.all();
        romeo.sends("""
                <presence to='juliet@example.org'/>
                <iq to='juliet@example.org' type='get' id='1'><later xmlns='urn:example:test'/></iq>
                <message to='juliet@example.org'><body>last words</body></message>
                """);
        romeo.disconnects();
        juliet.receives("<presence from='romeo@example.org/orchard' to='juliet@example.org'/>");
        juliet.receivesNothing();

        handlers.open.remove().complete(Reply.empty());

        juliet.receives("""
                <message from='romeo@example.org/orchard' to='juliet@example.org'><body>last words</body></message>
                <presence from='romeo@example.org/orchard' to='juliet@example.org' type='unavailable'/>
                """);
    }

    private static final class Handlers implements Extension {
        private final Queue<CompletableFuture<Reply.Result>> open = new ArrayDeque<>();

        @Override
        public Spec spec() {
            return Spec.own("test");
        }

        @Override
        public void install(HookTable on) {
            Set<Scope> everywhere = Set.of(Scope.values());
            on.iqGet(
                    "scope",
                    NS,
                    everywhere,
                    request -> Reply.result(
                            Element.text("scope", NS, request.scope().name())));
            on.iqGet("fail", NS, request -> {
                throw new IllegalStateException("for the test");
            });
            on.iqGet("later", NS, everywhere, request -> {
                CompletableFuture<Reply.Result> stage = new CompletableFuture<>();
                open.add(stage);
                return Reply.later(stage);
            });
        }
    }
}
