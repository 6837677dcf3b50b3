package io.stanzacast.xmpp.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NegotiationTest {
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String BIND =
            "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>%s</bind></iq>";

    @TempDir
    private Path folder;

    private final RecordingHandler handler = new RecordingHandler();
    private final SessionRegistry sessions = new SessionRegistry();
    private final PasswordHashing hashing = new PasswordHashing(1);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Database database;
    private ClientStreams streams;

    @BeforeEach
    void start() {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        database.migrate("xmpp");
        AccountStore accounts = new AccountStore(database, hashing, 4096, Clock.systemUTC());
        accounts.create(Jid.parse("romeo@a.example"), "secret")
                .toCompletableFuture()
                .join();
        HookTable hooks = new HookTable();
        hooks.seal();
        streams = new ClientStreams(
                List.of(
                        new HostConfig("a.example", null, false, 2, null),
                        new HostConfig(
                                "refuse.example",
                                HostConfig.Authentication.ACCOUNTS,
                                false,
                                2,
                                HostConfig.Conflict.REFUSE),
                        HostConfig.guests("guests.example").withRequireTls(false),
                        HostConfig.accounts("tls.example")),
                new LoginConfig(Duration.ofSeconds(1), 5, 3, 3, 4096),
                accounts,
                sessions,
                handler,
                hooks,
                timer);
        accounts.create(Jid.parse("romeo@refuse.example"), "secret")
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        hashing.close();
        database.close();
    }

    private ScriptTransport client() {
        return client("192.0.2.1");
    }

    private ScriptTransport client(String address) {
        ScriptTransport transport = new ScriptTransport(address);
        transport.listener(streams.accept(transport));
        return transport;
    }

    private ScriptTransport guest() {
        ScriptTransport guest = client();
        guest.opens("guests.example");
        guest.sends("<auth " + SASL + " mechanism='ANONYMOUS'/>");
        guest.opens("guests.example");
        return guest;
    }

    /** A client of an account, at binding. */
    private ScriptTransport romeo(String host) {
        ScriptTransport romeo = client();
        romeo.secure = true;
        romeo.opens(host);
        assertThat(plain(romeo, "\0romeo\0secret")).containsExactly("<success " + SASL + "/>", "restart");
        romeo.opens(host);
        return romeo;
    }

    private List<String> plain(ScriptTransport client, String message) {
        String data = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
        List<String> answer = new ArrayList<>(client.sends("<auth " + SASL + " mechanism='PLAIN'>" + data + "</auth>"));
        await().until(() -> {
            answer.addAll(client.taken());
            return !answer.isEmpty() && !client.paused;
        });
        return answer;
    }

    @Test
    @DisplayName("RFC 6120 §4.3: header, features, login, restart, binding")
    void negotiates() {
        ScriptTransport client = client();
        assertThat(client.opens("guests.example"))
                .containsExactly(
                        "open guests.example to null",
                        "<stream:features><mechanisms " + SASL
                                + "><mechanism>ANONYMOUS</mechanism></mechanisms></stream:features>");
        assertThat(client.sends("<auth " + SASL + " mechanism='ANONYMOUS'/>"))
                .containsExactly("<success " + SASL + "/>", "restart");
        assertThat(client.opens("guests.example"))
                .containsExactly(
                        "open guests.example to null",
                        "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
                                + "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session></stream:features>");
        assertThat(client.sends(String.format(BIND, "<resource>wanted</resource>"))
                        .get(0))
                .matches("<iq type='result' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + "<jid>[0-9a-f]{20}@guests\\.example/[0-9a-f]{16}</jid></bind></iq>");
        client.ends();
        assertThat(client.taken()).containsExactly("close");
        assertThat(handler.events).hasSize(2);
        assertThat(handler.events.get(1)).endsWith(": closed by client");
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §4.7, §4.9.3: headers that are refused")
    @CsvSource(
            nullValues = "null",
            value = {
                "jabber:client, null, null, 1.0, improper-addressing",
                "jabber:client, @, null, 1.0, improper-addressing",
                "jabber:client, a.example, @, 1.0, improper-addressing",
                "jabber:client, other.example, null, 1.0, host-unknown",
                "jabber:client, sub.a.example, null, 1.0, host-unknown",
                "jabber:client, x@a.example, null, 1.0, host-unknown",
                "jabber:client, a.example, null, null, unsupported-version",
                "jabber:client, a.example, null, 0.9, unsupported-version",
                "jabber:client, a.example, null, one, unsupported-version",
                "jabber:server, a.example, null, 1.0, invalid-namespace",
                "'', a.example, null, 1.0, invalid-namespace",
                "jabber:client, tls.example, null, 1.0, policy-violation",
            })
    void refusesHeader(
            String namespace, @Nullable String to, @Nullable String from, @Nullable String version, String condition) {
        List<String> answer = client().opens(new StreamHeader(namespace, to, from, null, version, null));
        assertThat(answer).hasSizeGreaterThan(1).endsWith("close " + condition);
        assertThat(answer.get(0)).startsWith("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.example", "a.example.", "a.example"})
    void preparesHostBeforeComparing(String to) {
        assertThat(client().opens(new StreamHeader("jabber:client", to, "romeo@a.example", null, "1.12", null)))
                .contains("open a.example to romeo@a.example")
                .hasSize(2);
    }

    @Test
    @DisplayName("RFC 6120 §5.3.1: TLS first where the host says so")
    void requiresTls() {
        ScriptTransport client = client();
        client.tlsPossible = true;
        assertThat(client.opens("tls.example"))
                .endsWith("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
                        + "</stream:features>");
        assertThat(client.sends(STARTTLS)).containsExactly("proceed");
        assertThat(client.opens("tls.example").get(1)).contains("PLAIN").doesNotContain("starttls");
        assertThat(client.sends(STARTTLS))
                .containsExactly("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "close");
    }

    @Test
    void refusesLoginBeforeTls() {
        ScriptTransport client = client();
        client.tlsPossible = true;
        client.opens("tls.example");
        assertThat(client.sends("<auth " + SASL + " mechanism='SCRAM-SHA-1'/>"))
                .containsExactly("close not-authorized");
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §4.9.3.12: nothing but login before login")
    @ValueSource(strings = {"<message/>", "<iq type='get' id='1'/>", "<x xmlns='urn:x'/>", "<presence/>"})
    void refusesStanzasBeforeLogin(String stanza) {
        ScriptTransport client = client();
        client.opens("a.example");
        assertThat(client.sends(stanza)).containsExactly("close not-authorized");
        assertThat(client.sends(stanza)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §6.5: failures")
    @CsvSource(
            delimiter = '|',
            value = {
                "<auth %s mechanism='PLAIN'>AGEAYg==</auth>|encryption-required",
                "<auth %s mechanism='ANONYMOUS'/>|invalid-mechanism",
                "<auth %s mechanism='SCRAM-SHA-1-PLUS'/>|invalid-mechanism",
                "<auth %s/>|invalid-mechanism",
                "<auth %s mechanism='SCRAM-SHA-1'>!!</auth>|incorrect-encoding",
                "<auth %s mechanism='SCRAM-SHA-1'>YQ==</auth>|malformed-request",
                "<response %s/>|malformed-request",
                "<abort %s/>|aborted",
            })
    void answersFailure(String element, String condition) {
        ScriptTransport client = client();
        client.opens("a.example");
        String sent = String.format(element, SASL);
        assertThat(client.sends(sent).get(0)).startsWith("<failure " + SASL + "><" + condition + "/>");
        client.sends(sent);
        assertThat(client.sends(sent)).hasSize(2).endsWith("close policy-violation");
    }

    @Test
    void answersWrongPassword() {
        ScriptTransport client = client();
        client.secure = true;
        client.opens("a.example");
        String refused = "<failure " + SASL + "><not-authorized/></failure>";
        assertThat(plain(client, "\0romeo\0wrong")).containsExactly(refused);
        assertThat(plain(client, "\0nobody\0secret")).containsExactly(refused);
        assertThat(plain(client, "juliet@a.example\0romeo\0secret"))
                .containsExactly("<failure " + SASL + "><invalid-authzid/></failure>", "close policy-violation");
    }

    @Test
    @DisplayName("RFC 6120 §6.3.8: an authorization identity that is the account's own")
    void takesOwnAuthorizationIdentity() {
        ScriptTransport client = client();
        client.secure = true;
        client.opens("a.example");
        assertThat(plain(client, "Romeo@A.example\0romeo\0secret")).contains("restart");
        assertThat(client.opens("guests.example")).endsWith("close host-unknown");
    }

    @Test
    @DisplayName("RFC 6120 §7.6, §7.7: resources of server and client, in use, malformed")
    void bindsResources() {
        ScriptTransport first = romeo("a.example");
        assertThat(first.sends(String.format(BIND, "<resource>\u0007</resource>".replace('\u0007', '\u0080')))
                        .get(0))
                .contains("<bad-request ");
        assertThat(first.sends(String.format(BIND, "<resource>Orchard</resource>"))
                        .get(0))
                .contains("<jid>romeo@a.example/Orchard</jid>");
        ScriptTransport second = romeo("a.example");
        assertThat(second.sends(String.format(BIND, "<resource>Orchard</resource>"))
                        .get(0))
                .contains("<jid>romeo@a.example/Orchard</jid>");
        assertThat(first.taken()).containsExactly("close conflict");
        assertThat(sessions.find(Jid.parse("romeo@a.example/Orchard"))).contains(handler.sessions.get(1));
        ScriptTransport third = romeo("a.example");
        assertThat(third.sends(String.format(BIND, "")).get(0))
                .containsPattern("<jid>romeo@a.example/[0-9a-f]{16}</jid>");
        ScriptTransport fourth = romeo("a.example");
        assertThat(fourth.sends(String.format(BIND, "")).get(0)).contains("<resource-constraint ", "type='wait'");
    }

    @Test
    void refusesResourceInUseWhereTheHostSaysSo() {
        ScriptTransport first = romeo("refuse.example");
        first.sends(String.format(BIND, "<resource>r</resource>"));
        ScriptTransport second = romeo("refuse.example");
        assertThat(second.sends(String.format(BIND, "<resource>r</resource>")).get(0))
                .contains("<conflict ");
        assertThat(second.sends(String.format(BIND, "<resource>s</resource>")).get(0))
                .contains("/s</jid>");
        assertThat(first.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<message/>, not-authorized",
        "<iq type='get' id='1'/>, not-authorized",
        "<x xmlns='urn:x'/>, unsupported-stanza-type",
    })
    void takesNothingButBindingBeforeBinding(String element, String condition) {
        assertThat(guest().sends(element)).containsExactly("close " + condition);
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §8: stanzas that cannot be read are answered, the stream lives")
    @CsvSource(
            delimiter = '|',
            value = {
                "<message to='@' id='1'/>|<message type='error' id='1' to='%s'><error type='modify' code='400'><jid-malformed ",
                "<iq type='get'><x xmlns='urn:x'/></iq>|<iq type='error' to='%s'><error type='modify' code='400'><bad-request ",
                "<iq type='ask' id='2'/>|<iq type='error' id='2' to='%s'><error type='modify' code='400'><bad-request ",
                "<presence type='available'/>|<presence type='error' to='%s'><error type='modify' code='400'><bad-request ",
                "<iq type='set' id='3'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
                        + "|<iq type='error' id='3' to='%s'><error type='cancel' code='405'><not-allowed ",
                "<iq type='set' id='4'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>|<iq type='result' to='%s' id='4'/>",
            })
    void answersUnreadableStanzas(String stanza, String answer) {
        ScriptTransport guest = guest();
        guest.sends(String.format(BIND, ""));
        String jid = handler.sessions.get(0).jid().toString();
        assertThat(guest.sends(stanza)).hasSize(1).first().asString().startsWith(String.format(answer, jid));
        assertThat(guest.sends("<message type='error' to='@'/><iq type='result' id='1' to='@'/>"))
                .isEmpty();
        assertThat(handler.events).hasSize(1);
        guest.sends("<message to='a@b' from='" + jid + "'/>");
        assertThat(handler.events).endsWith("<message to='a@b' from='" + jid + "'/>");
    }

    @Test
    @DisplayName("RFC 6120 §8.1.2.1: from is stamped, a false one ends the stream")
    void stampsFrom() {
        ScriptTransport romeo = romeo("a.example");
        romeo.sends(String.format(BIND, "<resource>r</resource>"));
        romeo.sends(
                "<message to='x@y'/><message to='x@y' from='romeo@a.example'/><message to='x@y' from='Romeo@a.example/r'/>");
        assertThat(handler.events.subList(1, 4)).containsOnly("<message to='x@y' from='romeo@a.example/r'/>");
        assertThat(romeo.sends("<message from='romeo@a.example/s'/>")).containsExactly("close invalid-from");
        assertThat(handler.events).hasSize(5).last().asString().contains("closed romeo@a.example/r: invalid-from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<x xmlns='urn:x'/>", "<other/>", "<message xmlns='jabber:server'/>", "<auth " + SASL + "/>"})
    void refusesWhatIsNoStanza(String element) {
        ScriptTransport guest = guest();
        guest.sends(String.format(BIND, ""));
        assertThat(guest.sends(element)).containsExactly("close unsupported-stanza-type");
    }

    @Test
    @DisplayName("RFC 6120 §8.1.5: the stream's language is the stanza's")
    void stampsLanguage() {
        ScriptTransport guest = client();
        StreamHeader header = new StreamHeader("jabber:client", "guests.example", null, null, "1.0", "de");
        guest.opens(header);
        guest.sends("<auth " + SASL + " mechanism='ANONYMOUS'/>");
        guest.opens(header);
        guest.sends(String.format(BIND, ""));
        guest.sends("<message to='x@y'/><message to='x@y' xml:lang='fr'/>");
        String jid = handler.sessions.get(0).jid().toString();
        assertThat(handler.events.subList(1, 3))
                .containsExactly(
                        "<message to='x@y' from='" + jid + "' xml:lang='de'/>",
                        "<message to='x@y' xml:lang='fr' from='" + jid + "'/>");
    }

    @Test
    @DisplayName("RFC 6120 §4.9.1.1: an error of the peer ends the stream")
    void closesAfterErrorOfPeer() {
        ScriptTransport guest = guest();
        guest.sends(String.format(BIND, ""));
        assertThat(guest.sends("<error xmlns='http://etherx.jabber.org/streams'>"
                        + "<not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></error>"))
                .containsExactly("close");
        assertThat(handler.events).last().asString().endsWith(": client says not-well-formed");
    }

    @Test
    void closesAfterErrorOfDecoding() {
        ScriptTransport client = new ScriptTransport("192.0.2.1");
        var listener = streams.accept(client);
        client.listener(listener);
        listener.failed(new StreamException(StreamError.Condition.NOT_WELL_FORMED, null));
        assertThat(client.taken()).containsExactly("open null to null", "close not-well-formed");
    }

    @Test
    void closesConnectionThatDoesNotLogIn() {
        ScriptTransport client = client();
        List<String> sent = new ArrayList<>();
        await().until(() -> sent.addAll(client.taken()));
        assertThat(sent).containsExactly("open null to null", "close connection-timeout");
    }

    @Test
    void limitsConnectionsBeforeLogin() {
        for (int i = 0; i < 3; i++) {
            assertThat(client("192.0.2.1").taken()).isEmpty();
        }
        assertThat(client("192.0.2.1").taken()).endsWith("close resource-constraint");
        ScriptTransport other = client("2001:db8::1");
        assertThat(client("2001:db8::2").taken()).isEmpty();
        assertThat(client("198.51.100.1").taken()).endsWith("close resource-constraint");
        other.breaks("connection lost");
        ScriptTransport last = client("198.51.100.1");
        assertThat(last.opens("guests.example")).hasSize(2);
    }

    @Test
    void countsSessionsNoMoreAsWaiting() {
        for (int i = 0; i < 20; i++) {
            assertThat(guest().sends(String.format(BIND, ""))).hasSize(1);
        }
        assertThat(sessions.size()).isEqualTo(20);
    }
}
