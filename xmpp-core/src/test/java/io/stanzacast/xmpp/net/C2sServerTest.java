package io.stanzacast.xmpp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class C2sServerTest {
    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = new Site(folder, C2sConfig.defaults(), TlsContexts.NONE);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void takesGuestFromConnectionToSession() throws IOException {
        try (LineClient client = site.running.connect()) {
            String jid = client.bindAsGuest("guests.example");
            assertThat(jid).matches("[0-9a-f]{20}@guests\\.example/[0-9a-f]{16}");
            assertThat(client.send("<message><body>h\u00e9</body></message>").until("</message>"))
                    .isEqualTo("<message from='" + jid + "' to='" + jid + "'><body>h\u00e9</body></message>");
            client.send("</stream:stream>");
            assertThat(client.untilClosed()).isEqualTo("</stream:stream>");
            await().untilAsserted(() -> assertThat(site.handler.events)
                    .containsExactly(
                            "bound " + jid,
                            "<message from='" + jid + "'><body>h\u00e9</body></message>",
                            "closed " + jid + ": closed by client"));
            assertThat(site.sessions.size()).isZero();
        }
    }

    @Test
    void sendsBroadcastWithOwnAddress() throws IOException {
        try (LineClient client = site.running.connect()) {
            String jid = client.bindAsGuest("guests.example");
            Broadcast broadcast = new Broadcast(Message.of(Element.builder("message", "jabber:client")
                    .attribute("from", "room@muc.example/nick")
                    .childText("body", "hi")
                    .build()));
            await().until(() -> !site.handler.sessions.isEmpty());
            var session = site.handler.sessions.get(0);
            session.executor().execute(() -> {
                session.deliver(broadcast);
                session.deliver(broadcast);
            });
            String expected = "<message to='" + jid + "' from='room@muc.example/nick'><body>hi</body></message>";
            assertThat(client.until("</message>")).isEqualTo(expected);
            assertThat(client.until("</message>")).isEqualTo(expected);
        } catch (io.stanzacast.xmpp.stanza.StanzaException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsClientsThatItShutsDown() throws IOException {
        try (LineClient client = site.running.connect()) {
            client.bindAsGuest("guests.example");
            site.running.server.close();
            assertThat(client.untilClosed()).contains("<system-shutdown ").endsWith("</stream:stream>");
        }
    }

    @Test
    void namesPortThatIsTaken() {
        int port = site.running.server.port().orElseThrow();
        C2sConfig taken = C2sConfig.defaults().at("127.0.0.1", port, -1);
        assertThatThrownBy(() -> new RunningServer(taken, TlsContexts.NONE, site.streams))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("xmpp.c2s.port: cannot listen on 127.0.0.1:" + port)
                .hasMessageContaining("in use");
    }

    @Test
    void noticesLostConnection() throws IOException {
        String jid;
        try (LineClient client = site.running.connect()) {
            jid = client.bindAsGuest("guests.example");
            assertThat(site.sessions.find(Jid.parse(jid))).isPresent();
        }
        await().untilAsserted(() -> assertThat(site.handler.events).contains("closed " + jid + ": connection lost"));
    }
}
