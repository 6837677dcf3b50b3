package io.stanzacast.bosh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both transports under the real stream, session and router, over loopback. */
@Timeout(60)
class WholeServerTest {
    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private WholeServer server;

    @BeforeEach
    void start() {
        server = new WholeServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void guestsChatAcrossTransports() throws Exception {
        WebSocketGuest romeo = new WebSocketGuest(http, server.front.webSocket());
        assertThat(romeo.subprotocol()).isEqualTo("xmpp");
        String romeoJid = romeo.login();
        BoshGuest juliet = new BoshGuest(http, server.front.bosh());
        String julietJid = juliet.login();

        CompletableFuture<String> poll = juliet.next("", message(romeoJid, "Art thou not Romeo?"));
        assertThat(romeo.awaitContaining("Art thou not Romeo?"))
                .contains("from='" + julietJid + "'")
                .contains("xmlns='jabber:client'");
        romeo.send(message(julietJid, "Neither, fair saint"));
        assertThat(poll.get(10, TimeUnit.SECONDS))
                .contains("Neither, fair saint")
                .contains("from='" + romeoJid + "'");

        romeo.send(
                "<iq xmlns='jabber:client' type='get' id='ping' to='guest.example.org'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(romeo.awaitContaining("id='ping'")).contains("type='result'");
        romeo.send("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
        assertThat(romeo.awaitContaining("<close ")).isNotNull();
        assertThat(romeo.awaitContaining("CLOSE")).isEqualTo("CLOSE 1000");
    }

    @Test
    void guestsMeetInRooms() throws Exception {
        WebSocketGuest romeo = new WebSocketGuest(http, server.front.webSocket());
        romeo.login();
        BoshGuest juliet = new BoshGuest(http, server.front.bosh());
        juliet.login();
        romeo.send(join("romeo"));
        romeo.awaitContaining("code='110'");
        romeo.send(
                "<iq xmlns='jabber:client' type='set' id='owner' to='balcony@rooms.example.org'>"
                        + "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>");
        romeo.awaitContaining("id='owner'");
        String joined = juliet.ask(join("juliet"));
        while (!joined.contains("<subject")) {
            joined += juliet.ask("");
        }
        assertThat(joined).contains("balcony@rooms.example.org/romeo").contains("code='110'");
        romeo.awaitContaining("/juliet'");

        romeo.send(
                "<message xmlns='jabber:client' type='groupchat' to='balcony@rooms.example.org'><body>O, speak again</body></message>");
        assertThat(romeo.awaitContaining("O, speak again")).startsWith("<message to='");
        assertThat(juliet.ask("")).contains("O, speak again");
        CompletableFuture<String> last =
                juliet.next(" type='terminate'", "<presence xmlns='jabber:client' type='unavailable'/>");
        assertThat(last.get(10, TimeUnit.SECONDS)).contains("http://jabber.org/protocol/httpbind");
        assertThat(romeo.awaitContaining("type='unavailable'")).contains("/juliet'");
    }

    @Test
    void repeatsWhatGotLost() throws Exception {
        BoshGuest juliet = new BoshGuest(http, server.front.bosh());
        juliet.login();
        String ping =
                "<iq xmlns='jabber:client' type='get' id='p' to='guest.example.org'><ping xmlns='urn:xmpp:ping'/></iq>";
        String first = juliet.ask(ping);
        assertThat(first).contains("type='result'");
        assertThat(juliet.repeat(juliet.rid(), "", ping).get(10, TimeUnit.SECONDS))
                .isEqualTo(first);
    }

    @Test
    void tellsOfUnknownHosts() throws Exception {
        BoshGuest nobody = new BoshGuest(http, server.front.bosh());
        assertThat(nobody.repeat(1, " to='elsewhere.example' wait='30' hold='1' ver='1.6'", "")
                        .get(10, TimeUnit.SECONDS))
                .contains("item-not-found");
        WebSocketGuest lost = new WebSocketGuest(http, server.front.webSocket());
        lost.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='elsewhere.example' version='1.0'/>");
        assertThat(lost.awaitContaining("stream:error")).contains("<host-unknown ");
        assertThat(lost.awaitContaining("CLOSE")).isEqualTo("CLOSE 1000");
    }

    private static String message(String to, String body) {
        return "<message xmlns='jabber:client' type='chat' to='" + to + "'><body>" + body + "</body></message>";
    }

    private static String join(String nickname) {
        return "<presence xmlns='jabber:client' to='balcony@rooms.example.org/" + nickname
                + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>";
    }
}
