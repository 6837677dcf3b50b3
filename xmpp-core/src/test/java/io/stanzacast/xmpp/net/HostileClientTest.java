package io.stanzacast.xmpp.net;

import static io.stanzacast.xmpp.net.LineClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each gets a protocol error or a close; another user's session goes on. */
final class HostileClientTest {
    @TempDir
    private Path folder;

    private Site site;
    private LineClient other;

    @BeforeEach
    void start() throws IOException {
        C2sConfig defaults = C2sConfig.defaults();
        site = new Site(
                folder,
                new C2sConfig(
                        "127.0.0.1",
                        0,
                        -1,
                        3,
                        3,
                        defaults.maxStanzaBytes(),
                        defaults.maxStanzaBytesBeforeLogin(),
                        16 * 1024 * 1024,
                        Duration.ofSeconds(2),
                        defaults.handshakeTimeout()),
                TlsContexts.NONE);
        other = site.running.connect();
        other.bindAsGuest("guests.example");
    }

    @AfterEach
    void othersNoticedNothing() throws IOException {
        other.send("<message/>").until("/>");
        other.close();
        site.close();
    }

    static Arguments[] attacks() {
        return new Arguments[] {
            Arguments.of("10 MB stanza", "<message>" + "x".repeat(10_000_000), "policy-violation"),
            Arguments.of("100 000 elements within one another", "<a>".repeat(100_000), "policy-violation"),
            Arguments.of("10 MB attribute", "<a b='" + "x".repeat(10_000_000), "policy-violation"),
            Arguments.of("10 MB name", "<" + "x".repeat(10_000_000), "policy-violation"),
            Arguments.of("a million elements", "<a>" + "<b/>".repeat(1_000_000), "policy-violation"),
            Arguments.of("entity", "<message>&lol;</message>", "restricted-xml"),
            Arguments.of("comment", "<!-- x -->", "restricted-xml"),
            Arguments.of("processing instruction", "<?php x?>", "restricted-xml"),
            Arguments.of("document type", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "restricted-xml"),
            Arguments.of("no UTF-8", "<message>\u00ff\u00fe</message>", "unsupported-encoding"),
            Arguments.of("NUL", "<message>\u0000</message>", "not-well-formed"),
            Arguments.of("text", "hello", "bad-format"),
            Arguments.of("wrong end", "<message></iq>", "not-well-formed"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void refusesAfterLogin(String name, String bytes, String condition) throws IOException {
        try (LineClient client = site.running.connect()) {
            client.bindAsGuest("guests.example");
            client.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.untilClosed()).contains("<" + condition + " ").endsWith("</stream:stream>");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void refusesBeforeLogin(String name, String bytes, String condition) throws IOException {
        try (LineClient client = site.running.connect()) {
            client.send(header("guests.example")).until("</stream:features>");
            client.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.untilClosed()).contains("<" + condition + " ").endsWith("</stream:stream>");
        }
    }

    static Arguments[] openings() {
        String rest = " to='guests.example' version='1.0' ";
        String stream = "xmlns:stream='http://etherx.jabber.org/streams'";
        return new Arguments[] {
            Arguments.of("GET / HTTP/1.1\r\n\r\n", "not-well-formed"),
            Arguments.of("\u0016\u0003\u0001\u0002\u0000", "not-well-formed"),
            Arguments.of("\u00fe\u00ff\u0000<", "unsupported-encoding"),
            Arguments.of("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "unsupported-encoding"),
            Arguments.of("<!DOCTYPE a>", "restricted-xml"),
            Arguments.of("<a>", "invalid-namespace"),
            Arguments.of("<stream:stream" + rest + "xmlns='jabber:client' xmlns:stream='urn:x'>", "invalid-namespace"),
            Arguments.of("<stream:stream" + rest + "xmlns='jabber:server' " + stream + ">", "invalid-namespace"),
            Arguments.of("<stream:stream" + rest + stream + ">", "invalid-namespace"),
            Arguments.of(
                    "<s:stream" + rest + "xmlns='jabber:client' " + stream.replace("xmlns:stream", "xmlns:s") + ">",
                    "bad-namespace-prefix"),
            Arguments.of("<stream:other" + rest + "xmlns='jabber:client' " + stream + ">", "bad-format"),
            Arguments.of("<stream:stream" + rest + "xmlns='jabber:client'>", "not-well-formed"),
            Arguments.of("<a " + "b".repeat(10_000_000), "policy-violation"),
        };
    }

    @ParameterizedTest
    @MethodSource("openings")
    @DisplayName("RFC 6120 §4.9.1.2: an error of the header stands in a stream")
    void refusesOpening(String bytes, String condition) throws IOException {
        try (LineClient client = site.running.connect()) {
            client.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.untilClosed())
                    .startsWith("<?xml version='1.0'?><stream:stream xmlns='jabber:client'")
                    .contains("<stream:error><" + condition + " ")
                    .endsWith("</stream:stream>");
        }
    }

    @Test
    void closesMoreConnectionsThanAllowed() throws IOException {
        try (LineClient second = site.running.connect();
                LineClient third = site.running.connect()) {
            second.bindAsGuest("guests.example");
            third.bindAsGuest("guests.example");
            try (LineClient fourth = site.running.connect()) {
                assertThat(fourth.untilClosed()).isEmpty();
            }
            second.send("<message/>").until("/>");
        }
    }

    @Test
    void cutsClientThatTakesNothing() throws Exception {
        try (LineClient client = site.running.connect()) {
            client.bindAsGuest("guests.example");
            await().until(() -> site.handler.sessions.size() == 2);
            broadcast(64 * 1024, 1024);
            await().untilAsserted(() -> assertThat(site.handler.events)
                    .anyMatch(event -> event.endsWith("policy-violation: more than 16777216 bytes not taken")));
            assertThat(site.sessions.size()).isEqualTo(1);
        }
    }

    @Test
    void cutsClientThatTakesNothingForTooLong() throws Exception {
        try (LineClient client = new LineClient(site.running.server.port().orElseThrow(), 4096)) {
            client.bindAsGuest("guests.example");
            await().until(() -> site.handler.sessions.size() == 2);
            broadcast(64 * 1024, 224); // more than the kernel's buffers hold, less than what may wait
            await().untilAsserted(() -> assertThat(site.handler.events)
                    .anyMatch(event -> event.endsWith("policy-violation: nothing taken for 2 s")));
        }
    }

    @Test
    void keepsClientThatFellBehindAndCaughtUp() throws Exception {
        try (LineClient client = new LineClient(site.running.server.port().orElseThrow(), 4096)) {
            client.bindAsGuest("guests.example");
            await().until(() -> site.handler.sessions.size() == 2);
            broadcast(64 * 1024, 80);
            client.skip(80 * 64 * 1024);
            await().during(Duration.ofMillis(3500)).until(() -> site.sessions.size() == 2);
        }
    }

    private void broadcast(int bytes, int times) throws StanzaException {
        Broadcast broadcast = new Broadcast(Message.of(Element.builder("message", "jabber:client")
                .childText("body", "x".repeat(bytes))
                .build()));
        var session = site.handler.sessions.get(1);
        session.executor().execute(() -> {
            for (int i = 0; i < times; i++) {
                session.deliver(broadcast);
            }
        });
    }
}
