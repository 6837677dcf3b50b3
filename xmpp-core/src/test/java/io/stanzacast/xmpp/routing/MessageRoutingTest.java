package io.stanzacast.xmpp.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoutingTest {
    private static final String UNAVAILABLE = """
            <error type='cancel' code='503'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            """;

    private final Script script = Script.builder().build();
    private final Client romeo = script.client("Romeo", "romeo@example.org/orchard");
    private final Client juliet = script.client("Juliet", "juliet@example.org/balcony");

    @BeforeEach
    void julietIsAvailable() {
        juliet.sends("<presence/>");
        juliet.all();
    }

    @Test
    @DisplayName("RFC 6121 §8.5.3.1 a message reaches the resource it names, with all it contains")
    void reachesResource() {
        script.run("""
                Romeo sends:
                    <message to='juliet@example.org/balcony' type='chat' id='m1'>
                        <body>O blessed, blessed night!</body>
                        <x xmlns='urn:example:unknown' a='1'><y/></x>
                    </message>
                Juliet receives:
                    <message from='romeo@example.org/orchard' to='juliet@example.org/balcony' type='chat' id='m1'>
                        <body>O blessed, blessed night!</body>
                        <x xmlns='urn:example:unknown' a='1'><y/></x>
                    </message>
                Romeo receives nothing
                """);
    }

    @Test
    @DisplayName("RFC 6121 §8.5.2.1.1 a message to a bare address reaches every resource of non-negative priority")
    void reachesNonNegativeResources() {
        Client chamber = available("juliet@example.org/chamber", "<priority>5</priority>");
        Client bot = available("juliet@example.org/bot", "<priority>-1</priority>");
        Client silent = script.client("juliet@example.org/silent");
        juliet.all();
        chamber.all();

        romeo.sends("<message to='juliet@example.org' type='chat'><body>hi</body></message>");

        String expected = "<message to='juliet@example.org' from='{any}' type='chat'><body>hi</body></message>";
        juliet.receives(expected);
        chamber.receives(expected);
        bot.receivesNothing();
        silent.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "normal"})
    @DisplayName("RFC 6121 §8.5.3.2.1 a message to a resource that is gone goes to the others")
    void fallsBackToOtherResources(String type) {
        romeo.sends("<message to='juliet@example.org/gone' type='" + type + "'><body>hi</body></message>");

        juliet.receives(
                "<message to='juliet@example.org/gone' from='{any}' type='" + type + "'><body>hi</body></message>");
    }

    @Test
    @DisplayName("RFC 6121 §8.5.3.2.1 groupchat to a resource that is gone comes back; headlines and errors vanish")
    void doesNotFallBack() {
        romeo.sends("""
                <message to='juliet@example.org/gone' type='groupchat' id='g'><body>hi</body></message>
                <message to='juliet@example.org/gone' type='headline' id='h'><body>hi</body></message>
                <message to='juliet@example.org/gone' type='error' id='e'/>
                """);

        romeo.receives("<message from='juliet@example.org/gone' to='romeo@example.org/orchard' type='error' id='g'>"
                + UNAVAILABLE + "</message>");
        romeo.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("RFC 6121 §8.5.2.1.1 groupchat to a bare address comes back, headlines are delivered, errors vanish")
    void treatsTypesAtBareAddress() {
        romeo.sends("""
                <message to='juliet@example.org' type='groupchat' id='g'><body>hi</body></message>
                <message to='juliet@example.org' type='headline' id='h'><body>hi</body></message>
                <message to='juliet@example.org' type='error' id='e'/>
                """);

        romeo.receives(
                "<message from='juliet@example.org' to='{any}' type='error' id='g'>" + UNAVAILABLE + "</message>");
        juliet.receives(
                "<message from='{any}' to='juliet@example.org' type='headline' id='h'><body>hi</body></message>");
        juliet.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nurse@example.org", "nurse@example.org/ward", "example.org"})
    @DisplayName("RFC 6121 §8.5.2.2.1 a message that nobody can take comes back")
    void comesBack(String to) {
        romeo.sends("<message to='" + to + "' type='chat' id='m'><body>hi</body></message>");

        romeo.receives("<message from='" + to + "' to='{any}' type='error' id='m'>" + UNAVAILABLE + "</message>");
    }

    @Test
    @DisplayName("RFC 6120 §10.3.1 a message without 'to' goes to the sender's own account")
    void goesToOwnAccount() {
        juliet.sends("<message><body>note</body></message>");

        juliet.receives(
                "<message from='juliet@example.org/balcony' to='juliet@example.org'><body>note</body></message>");
    }

    @Test
    @DisplayName("RFC 6120 §10.4 other domains are not found as long as there is no federation")
    void findsNoOtherServers() {
        romeo.sends("<message to='a@example.net' id='m'/><message to='a@other.example.org' id='n'/>");

        romeo.receives("""
                <message from='a@example.net' to='{any}' type='error' id='m'>
                    <error type='cancel' code='404'>
                        <remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error>
                </message>
                <message from='a@other.example.org' to='{any}' type='error' id='n'>{any}</message>
                """);
    }

    @Test
    void replacedSessionHearsOfConflictAndGetsNothingMore() {
        Client second = script.client("juliet@example.org/balcony");
        romeo.sends("<message to='juliet@example.org/balcony'><body>hi</body></message>");

        assertThat(juliet.isClosed()).isTrue();
        juliet.receivesNothing();
        assertThat(second.all()).hasSize(1);
    }

    private Client available(String jid, String children) {
        Client client = script.client(jid);
        client.sends("<presence>" + children + "</presence>");
        client.all();
        return client;
    }
}
