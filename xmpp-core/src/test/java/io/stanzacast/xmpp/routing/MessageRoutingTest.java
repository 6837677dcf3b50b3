package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageRoutingTest {
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
}
