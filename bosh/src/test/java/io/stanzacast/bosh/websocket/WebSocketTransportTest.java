package io.stanzacast.bosh.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.stanzacast.bosh.web.FakeStream;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.org' version='1.0' xml:lang='de'/>";
    private static final String CLOSE = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";
    private static final String STREAM_ERROR = "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>";

    private final FakeStream.Acceptor streams = new FakeStream.Acceptor();
    private final WebSocketHandler handler =
            new WebSocketHandler(WebSocketConfig.defaults(), streams, Clock.systemUTC());

    private final List<EmbeddedPeer> peers = new ArrayList<>();

    @AfterEach
    void releaseWhatNobodyRead() {
        peers.forEach(EmbeddedPeer::release);
    }

    private EmbeddedPeer peer(WebSocketHandler handler) {
        EmbeddedPeer peer = new EmbeddedPeer(handler);
        peers.add(peer);
        return peer;
    }

    @Test
    @DisplayName("RFC 7395 §3.4: open is answered with open and features, each a message that declares its namespaces")
    void opensTheStream() {
        EmbeddedPeer peer = peer(handler).upgraded();
        peer.send(OPEN);
        assertThat(peer.output())
                .containsExactly(
                        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.org' id='id1' version='1.0' xml:lang='en'/>",
                        "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>"
                                + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></stream:features>");
        assertThat(stream().headers).singleElement().satisfies(header -> {
            assertThat(header.to()).isEqualTo("example.org");
            assertThat(header.version()).isEqualTo("1.0");
            assertThat(header.language()).isEqualTo("de");
            assertThat(header.namespace()).isEqualTo("jabber:client");
        });
        assertThat(stream().transport().name()).isEqualTo("websocket");
        assertThat(stream().transport().isSecure()).isTrue();
        assertThat(stream().transport().canStartTls()).isFalse();
    }

    @Test
    @DisplayName("RFC 7395 §3.3.3: one element a message")
    void takesOneElementAMessage() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send("<iq xmlns='jabber:client' type='get' id='1'/>");
        peer.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        assertThat(stream().received).extracting(Element::name).containsExactly("iq", "auth");
        peer.send("<a xmlns='jabber:client'/><b xmlns='jabber:client'/>");
        assertThat(failure()).isEqualTo(Condition.NOT_WELL_FORMED);
        assertThat(peer.output()).last().isEqualTo("CLOSE 1000");
    }

    @Test
    @DisplayName("RFC 7395 §3.3: a message may come in fragments")
    void joinsFragments() {
        EmbeddedPeer peer = peer(handler).opened();
        byte[] text = "<message xmlns='jabber:client'><body>süß</body></message>".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            byte[] one = {text[i]};
            boolean last = i == text.length - 1;
            peer.send(
                    i == 0
                            ? new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(one))
                            : new ContinuationWebSocketFrame(last, 0, Unpooled.wrappedBuffer(one)));
            if (i == 20) {
                peer.send(new PingWebSocketFrame(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8)));
            }
        }
        assertThat(peer.output()).containsExactly("PONG");
        assertThat(stream().received)
                .singleElement()
                .satisfies(message ->
                        assertThat(message.firstChild().orElseThrow().text()).isEqualTo("süß"));
    }

    @Test
    @DisplayName("RFC 6455 §5.5.3: a peer that takes no pongs gets no queue of them")
    void answersNoPingsOfWhoDoesNotRead() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        peer.send(new PingWebSocketFrame());
        assertThat(peer.output()).isEmpty();
        peer.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        peer.send(new PingWebSocketFrame());
        assertThat(peer.output()).containsExactly("PONG");
    }

    @Test
    @DisplayName("RFC 7395 §3.6: close is answered with close, then the WebSocket closes")
    void closesWhenThePeerCloses() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send(CLOSE);
        assertThat(peer.output()).containsExactly(CLOSE, "CLOSE 1000");
        assertThat(stream().closedByPeer).isEqualTo(1);
        peer.send(new CloseWebSocketFrame(1000, ""));
        assertThat(peer.isOpen()).isFalse();
        assertThat(stream().ends).containsExactly("stream closed");
    }

    @Test
    void closesTheConnectionWhenThePeerDoesNotAnswer() {
        EmbeddedPeer peer = peer(handler).opened();
        stream().transport().close(Optional.of(new StreamError(Condition.SYSTEM_SHUTDOWN, null)));
        assertThat(peer.output())
                .containsExactly(
                        STREAM_ERROR + "<system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
                        CLOSE,
                        "CLOSE 1000");
        stream().transport().close(Optional.empty());
        stream().transport().send(Element.of("late", "jabber:client"));
        peer.send("<late xmlns='jabber:client'/>");
        assertThat(peer.output()).isEmpty();
        assertThat(stream().received).isEmpty();
        peer.pass(6);
        assertThat(peer.isOpen()).isFalse();
        assertThat(stream().ends).containsExactly("system-shutdown");
    }

    @Test
    @DisplayName("RFC 6455 §5.5.1: a peer that closes the WebSocket alone is answered")
    void endsWithTheWebSocket() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send(new CloseWebSocketFrame(1001, ""));
        assertThat(peer.output()).containsExactly("CLOSE 1001");
        assertThat(stream().ends).containsExactly("closed by the peer with 1001");
        peer.pass(6);
        assertThat(peer.isOpen()).isFalse();
        assertThat(stream().ends).hasSize(1);
    }

    @Test
    void endsWithTheConnection() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.channel().close();
        assertThat(stream().ends).containsExactly("connection lost");
    }

    @Test
    @DisplayName("RFC 7395 §3.7: a restarted stream begins with open again")
    void restarts() {
        EmbeddedPeer peer = peer(handler).opened();
        stream().transport().restart();
        peer.send(OPEN);
        assertThat(peer.output()).hasSize(2);
        assertThat(stream().headers).hasSize(2);
        peer.send(OPEN);
        assertThat(failure()).isEqualTo(Condition.BAD_FORMAT);
    }

    @Test
    @DisplayName("RFC 7395 §3.5: before an early error the server opens its stream")
    void opensBeforeAnEarlyError() {
        EmbeddedPeer peer = peer(handler).upgraded();
        peer.send("<iq xmlns='jabber:client' type='get' id='1'/>");
        assertThat(peer.output())
                .satisfiesExactly(
                        open -> assertThat(open).startsWith("<open "),
                        error -> assertThat(error).startsWith(STREAM_ERROR + "<bad-format "),
                        close -> assertThat(close).isEqualTo(CLOSE),
                        code -> assertThat(code).isEqualTo("CLOSE 1000"));
    }

    @Test
    @DisplayName("RFC 7395 §3.3.2: open in another namespace is invalid-namespace")
    void refusesOpenOfAnotherNamespace() {
        EmbeddedPeer peer = peer(handler).upgraded();
        peer.send("<open xmlns='jabber:client' to='example.org' version='1.0'/>");
        assertThat(failure()).isEqualTo(Condition.INVALID_NAMESPACE);
    }

    @Test
    @DisplayName("RFC 7395 §3.2: binary frames are refused with 1003")
    void refusesBinaryFrames() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[10])));
        assertThat(peer.output()).last().isEqualTo("CLOSE 1003");
        assertThat(failure()).isEqualTo(Condition.BAD_FORMAT);
    }

    @Test
    @DisplayName("RFC 6455 §5.1: unmasked frames are refused with 1002")
    void refusesUnmaskedFrames() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.sendRaw((byte) 0x81, (byte) 1, (byte) '<');
        assertThat(peer.output()).last().isEqualTo("CLOSE 1002");
        peer.pass(6);
        assertThat(peer.isOpen()).isFalse();
    }

    @Test
    @DisplayName("RFC 6455 §8.1: what is no UTF-8 is refused with 1007")
    void refusesWhatIsNoUtf8() {
        EmbeddedPeer peer = peer(handler).opened();
        byte[] bytes = "<a xmlns='jabber:client'>?</a>".getBytes(StandardCharsets.UTF_8);
        bytes[25] = (byte) 0xFF;
        peer.send(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
        assertThat(peer.output()).last().isEqualTo("CLOSE 1007");
        assertThat(failure()).isEqualTo(Condition.UNSUPPORTED_ENCODING);
    }

    @Test
    void refusesWhatIsTooBig() {
        EmbeddedPeer peer = peer(handler).opened();
        stream().transport().restart();
        peer.send(OPEN);
        peer.output();
        peer.send(new TextWebSocketFrame(false, 0, "<a xmlns='jabber:client'>" + "x".repeat(200_000)));
        assertThat(peer.output()).isEmpty();
        peer.send(new ContinuationWebSocketFrame(true, 0, "x".repeat(200_000) + "</a>"));
        assertThat(peer.output()).last().isEqualTo("CLOSE 1009");
        assertThat(failure()).isEqualTo(Condition.POLICY_VIOLATION);

        EmbeddedPeer claims = peer(handler).opened();
        claims.sendRaw(
                (byte) 0x81,
                (byte) 0xFF,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0x98,
                (byte) 0x96,
                (byte) 0x80);
        assertThat(claims.output()).last().isEqualTo("CLOSE 1009");
    }

    @Test
    void takesLessFromStrangers() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send("<a xmlns='jabber:client'>" + "x".repeat(70_000) + "</a>");
        assertThat(peer.output()).last().isEqualTo("CLOSE 1009");
    }

    @Test
    @DisplayName("RFC 6120 §11.1: document types, processing instructions and comments are restricted")
    void refusesRestrictedXml() {
        refuses("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Condition.RESTRICTED_XML);
        refuses("<a xmlns='jabber:client'><!-- c --></a>", Condition.RESTRICTED_XML);
        refuses("<a xmlns='jabber:client'><?pi?></a>", Condition.RESTRICTED_XML);
        refuses("<?xml version='1.0'?><a xmlns='jabber:client'/>", Condition.BAD_FORMAT);
        refuses(" <a xmlns='jabber:client'/>", Condition.BAD_FORMAT);
        refuses("<a xmlns='jabber:client'>", Condition.NOT_WELL_FORMED);
        refuses("garbage", Condition.BAD_FORMAT);
        refuses("<a>".repeat(20_000), Condition.POLICY_VIOLATION);
        refuses("<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>", Condition.BAD_FORMAT);
    }

    private void refuses(String message, Condition condition) {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send(message);
        assertThat(failure())
                .as(message.substring(0, Math.min(40, message.length())))
                .isEqualTo(condition);
        assertThat(peer.output()).contains(CLOSE).last().isEqualTo("CLOSE 1000");
    }

    @Test
    @DisplayName("RFC 7395 §3.8: white space that keeps alive is overlooked")
    void overlooksWhiteSpace() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.send(" ");
        peer.send("");
        assertThat(stream().failures).isEmpty();
    }

    @Test
    @DisplayName("RFC 7395 §3.8: silent connections are pinged, and closed when they do not answer")
    void pingsTheSilent() {
        EmbeddedPeer peer = peer(handler).opened();
        peer.pass(30);
        peer.send("<presence xmlns='jabber:client'/>");
        peer.pass(30);
        assertThat(peer.output()).isEmpty();
        peer.pass(30);
        assertThat(peer.output()).containsExactly("PING");
        peer.send(new PongWebSocketFrame());
        peer.pass(60);
        assertThat(peer.output()).containsExactly("PING");
        peer.pass(60);
        assertThat(peer.isOpen()).isFalse();
        assertThat(stream().ends).containsExactly("no answer to a ping within 60 s");
    }

    @Test
    void keepsWhatComesWhileReadingIsPaused() {
        EmbeddedPeer peer = peer(handler).opened();
        stream().whenReceived = element -> stream().transport().pauseReading();
        peer.send(
                new TextWebSocketFrame("<a xmlns='jabber:client'/>"),
                new TextWebSocketFrame("<b xmlns='jabber:client'/>"),
                new TextWebSocketFrame(CLOSE));
        assertThat(peer.channel().config().isAutoRead()).isFalse();
        assertThat(stream().received).hasSize(1);
        stream().transport().resumeReading();
        assertThat(stream().received).extracting(Element::name).containsExactly("a", "b");
        assertThat(stream().closedByPeer).isZero();
        stream().transport().resumeReading();
        assertThat(stream().closedByPeer).isEqualTo(1);
        assertThat(peer.channel().config().isAutoRead()).isTrue();
    }

    @Test
    void writesOncePerTurn() {
        EmbeddedPeer peer = peer(handler).opened();
        Broadcast broadcast = new Broadcast(message("hi"));
        for (int i = 0; i < 3; i++) {
            stream().transport().send(broadcast, Broadcast.toAttribute("me@example.org/" + i));
        }
        stream().transport().send(message("bye").element());
        assertThat(peer.writes()).isEqualTo(1);
    }

    @Test
    void sendsBroadcastsWithTheirAddress() {
        EmbeddedPeer peer = peer(handler).opened();
        stream().transport().send(new Broadcast(message("x".repeat(70_000))), Broadcast.toAttribute("a&b@example.org"));
        assertThat(peer.output())
                .containsExactly("<message to='a&amp;b@example.org' xmlns='jabber:client' type='groupchat'><body>"
                        + "x".repeat(70_000) + "</body></message>");
    }

    @Test
    void cutsOffWhoDoesNotRead() {
        WebSocketConfig small = new WebSocketConfig(null, null, null, 65_536, null, null, null, null, null, null);
        EmbeddedPeer peer =
                peer(new WebSocketHandler(small, streams, Clock.systemUTC())).opened();
        for (int i = 0; i < 5; i++) {
            stream().transport().send(message("x".repeat(20_000)).element());
        }
        assertThat(peer.output()).hasSize(4 + 3).last().isEqualTo("CLOSE 1008");
        assertThat(stream().ends).singleElement().asString().startsWith("policy-violation: unsent bytes: ");
    }

    @Test
    void survivesTheDefectsOfTheStreamAbove() {
        EmbeddedPeer peer = peer(handler).opened();
        stream().whenReceived = element -> {
            throw new IllegalStateException("a defect, for the test");
        };
        peer.send("<a xmlns='jabber:client'/>");
        assertThat(peer.output()).last().isEqualTo("CLOSE 1011");
        assertThat(stream().failures)
                .extracting(StreamException::error)
                .extracting(StreamError::condition)
                .containsExactly(Condition.INTERNAL_SERVER_ERROR);
    }

    private FakeStream stream() {
        return streams.last();
    }

    private Condition failure() {
        List<StreamException> failures = stream().failures;
        assertThat(failures).hasSize(1);
        return failures.get(0).error().condition();
    }

    private static Message message(String body) {
        return new Message(
                Element.builder("message", Stanza.NS)
                        .attribute("type", "groupchat")
                        .childText("body", body)
                        .build(),
                null,
                null,
                Message.Type.GROUPCHAT);
    }
}
