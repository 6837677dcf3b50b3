package io.stanzacast.bosh.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A client on an embedded channel whose time stands still until a test moves it. */
final class EmbeddedPeer {
    private final EmbeddedChannel server;
    private final EmbeddedChannel decoder =
            new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .maxFramePayloadLength(1 << 24)
                    .build()));

    EmbeddedPeer(WebSocketHandler handler) {
        server = new EmbeddedChannel(
                new HttpServerCodec(),
                new HttpObjectAggregator(65_536),
                new SimpleChannelInboundHandler<FullHttpRequest>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
                        handler.handle(ctx, request);
                    }
                });
        server.freezeTime();
    }

    EmbeddedChannel channel() {
        return server;
    }

    /** @return the head of the answer */
    String request(String... lines) {
        String head = String.join("\r\n", lines) + "\r\n\r\n";
        server.writeInbound(Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII));
        return rawOutput().toString(StandardCharsets.UTF_8);
    }

    String upgrade(String... moreLines) {
        List<String> lines = new ArrayList<>(List.of(
                "GET /xmpp-websocket HTTP/1.1",
                "Host: example.org:8080",
                "Connection: keep-alive, Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(moreLines));
        return request(lines.toArray(String[]::new));
    }

    EmbeddedPeer upgraded() {
        String answer = upgrade("Sec-WebSocket-Protocol: xmpp");
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(answer);
        }
        return this;
    }

    EmbeddedPeer opened() {
        upgraded().send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.org' version='1.0'/>");
        output();
        return this;
    }

    void send(String text) {
        send(new TextWebSocketFrame(text));
    }

    void send(WebSocketFrame... frames) {
        EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
        ByteBuf bytes = Unpooled.buffer();
        for (WebSocketFrame frame : frames) {
            encoder.writeOutbound(frame);
            for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
                bytes.writeBytes(part);
                part.release();
            }
        }
        server.writeInbound(bytes);
    }

    void sendRaw(byte... bytes) {
        server.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    /** What was sent since, one line a frame; of close frames their code. */
    List<String> output() {
        server.runPendingTasks();
        ByteBuf bytes = rawOutput();
        List<String> frames = new ArrayList<>();
        decoder.writeInbound(bytes);
        for (WebSocketFrame frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
            if (frame instanceof TextWebSocketFrame text) {
                frames.add(text.text());
            } else if (frame instanceof CloseWebSocketFrame close) {
                frames.add("CLOSE " + close.statusCode());
            } else {
                frames.add(frame.getClass()
                        .getSimpleName()
                        .replace("WebSocketFrame", "")
                        .toUpperCase(Locale.ROOT));
            }
            frame.release();
        }
        return frames;
    }

    /** How often the socket was written to since. */
    int writes() {
        server.runPendingTasks();
        int writes = server.outboundMessages().size();
        output();
        return writes;
    }

    void pass(int seconds) {
        server.advanceTimeBy(seconds, TimeUnit.SECONDS);
        server.runScheduledPendingTasks();
        server.runPendingTasks();
    }

    boolean isOpen() {
        return server.isOpen();
    }

    void release() {
        decoder.finishAndReleaseAll();
        server.finishAndReleaseAll();
    }

    private ByteBuf rawOutput() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = server.readOutbound(); part != null; part = server.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }
}
