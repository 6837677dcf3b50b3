package io.stanzacast.xmpp.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HookTableTest {
    private final HookTable table = new HookTable();
    private final List<String> seen = new ArrayList<>();

    private record Event(String text) {}

    @Test
    void runsPhasesInOrderWhateverTheOrderOfInstalling() throws StanzaException {
        table.observe(Event.class, event -> seen.add("observe " + event.text()));
        table.hook(Event.class, Phase.ENRICH, event -> Verdict.replace(new Event(event.text() + "!")));
        table.hook(Event.class, Phase.GUARD, event -> {
            seen.add("guard " + event.text());
            return Verdict.pass();
        });

        assertThat(table.chain(Event.class).fire(new Event("a"))).contains(new Event("a!"));
        assertThat(seen).containsExactly("guard a", "observe a!");
    }

    @Test
    void rejectedEventReachesNobodyElse() {
        table.observe(Event.class, event -> seen.add("observe"));
        table.hook(Event.class, Phase.GUARD, event -> Verdict.reject(StanzaError.Condition.FORBIDDEN, "no"));

        assertThatThrownBy(() -> table.chain(Event.class).fire(new Event("a")))
                .isInstanceOf(StanzaException.class)
                .hasMessage("forbidden: no");
        assertThat(seen).isEmpty();
    }

    @Test
    void droppedEventReachesNobodyElse() throws StanzaException {
        table.observe(Event.class, event -> seen.add("observe"));
        table.hook(Event.class, Phase.GUARD, event -> Verdict.drop());

        assertThat(table.chain(Event.class).fire(new Event("a"))).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void brokenGuardLetsNothingThrough() {
        table.hook(Event.class, Phase.GUARD, event -> {
            throw new IllegalStateException("for the test");
        });

        assertThatThrownBy(() -> table.chain(Event.class).fire(new Event("a"))).hasMessage("internal-server-error");
    }

    @Test
    void brokenObserverDoesNotKeepOthersFromSeeing() throws StanzaException {
        table.observe(Event.class, event -> {
            throw new IllegalStateException("for the test");
        });
        table.observe(Event.class, event -> seen.add("second"));

        assertThat(table.chain(Event.class).fire(new Event("a"))).isPresent();
        assertThat(seen).containsExactly("second");
    }

    @Test
    void chainAskedForBeforeHooksSeesThem() {
        HookChain<Event> chain = table.chain(Event.class);
        assertThat(chain.isEmpty()).isTrue();

        table.observe(Event.class, event -> {});

        assertThat(chain.isEmpty()).isFalse();
    }

    @Test
    void twoHandlersOfOnePayloadAreRefused() {
        table.iqGet("query", "urn:x", request -> Reply.empty());

        assertThatThrownBy(() -> table.iqGet("query", "urn:x", Set.of(Scope.HOST), request -> Reply.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("urn:x");
    }

    @Test
    void sameNameMayBeAnsweredForOtherTypesAndScopes() {
        table.iqGet("query", "urn:x", request -> Reply.empty());
        table.iqSet("query", "urn:x", request -> Reply.empty());
        table.iqGet("query", "urn:x", Set.of(Scope.ACCOUNT), request -> Reply.empty());
        table.seal();

        assertThatThrownBy(() -> table.feature("urn:x")).isInstanceOf(IllegalStateException.class);
    }
}
