package io.stanzacast.bosh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client with connections on embedded channels, whose time stands still until a test moves it. */
final class BoshClient {
    static final long FIRST_RID = 1000;
    private static final Pattern SID = Pattern.compile(" sid='([^']+)'");

    private final BoshHandler handler;
    private final List<Connection> connections = new ArrayList<>();
    private String sid = "";

    BoshClient(BoshHandler handler) {
        this.handler = handler;
    }

    String sid() {
        return sid;
    }

    /** Makes a session on a connection that stays open, and returns the first answer, if there is one. */
    @Nullable
    String begin(String attributes) {
        Connection first = connect();
        first.post("<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='" + FIRST_RID
                + "' " + attributes + "/>");
        String answer = first.answer();
        if (answer != null) {
            Matcher matcher = SID.matcher(answer);
            sid = matcher.find() ? matcher.group(1) : "";
        }
        return answer;
    }

    /** As strophe.js does it. */
    BoshClient begun() {
        String answer = begin("to='example.org' wait='60' hold='1' ver='1.6' xml:lang='en' xmpp:version='1.0'");
        if (sid.isEmpty()) {
            throw new AssertionError(answer);
        }
        return this;
    }

    /** A body of this session. */
    String body(long rid, String attributes, String payload) {
        return "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='" + rid + "' sid='"
                + sid + "' " + attributes + (payload.isEmpty() ? "/>" : ">" + payload + "</body>");
    }

    Connection connect() {
        Connection connection = new Connection();
        connections.add(connection);
        return connection;
    }

    /** Sends on a connection of its own. */
    Connection request(long rid, String attributes, String payload) {
        Connection connection = connect();
        connection.post(body(rid, attributes, payload));
        return connection;
    }

    Connection poll(long rid) {
        return request(rid, "", "");
    }

    Connection send(long rid, String payload) {
        return request(rid, "", payload);
    }

    void pass(long seconds) {
        connections.forEach(connection -> connection.channel.advanceTimeBy(seconds, TimeUnit.SECONDS));
        run();
    }

    private void run() {
        for (int i = 0; i < 3; i++) {
            for (Connection connection : List.copyOf(connections)) {
                connection.channel.runScheduledPendingTasks();
                connection.channel.runPendingTasks();
            }
        }
    }

    void release() {
        connections.forEach(connection -> {
            connection.decoder.finishAndReleaseAll();
            connection.channel.finishAndReleaseAll();
        });
    }

    /** One HTTP connection. */
    final class Connection {
        private final EmbeddedChannel channel;
        private final EmbeddedChannel decoder =
                new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(1 << 24));
        private @Nullable HttpHeaders headers;
        private int status;

        private Connection() {
            channel = new EmbeddedChannel(
                    new HttpServerCodec(),
                    new HttpObjectAggregator(1 << 24),
                    new SimpleChannelInboundHandler<FullHttpRequest>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
                            handler.handle(ctx, request);
                        }
                    });
            channel.freezeTime();
        }

        void post(String body) {
            post(body.getBytes(StandardCharsets.UTF_8));
        }

        void post(byte[] body, String... moreLines) {
            request("POST", body, moreLines);
        }

        void request(String method, byte[] body, String... moreLines) {
            String head =
                    method + " /http-bind HTTP/1.1\r\nHost: example.org\r\nContent-Type: text/xml; charset=utf-8\r\n"
                            + "Content-Length: " + body.length + "\r\n"
                            + String.join(
                                    "",
                                    List.of(moreLines).stream()
                                            .map(line -> line + "\r\n")
                                            .toList()) + "\r\n";
            channel.writeInbound(Unpooled.wrappedBuffer(
                    Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII), Unpooled.wrappedBuffer(body)));
            run();
        }

        /** The next answer's content, if there is one. */
        @Nullable
        String answer() {
            run();
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                decoder.writeInbound(part);
            }
            FullHttpResponse response = decoder.readInbound();
            if (response == null) {
                return null;
            }
            headers = response.headers();
            status = response.status().code();
            String content = response.content().toString(StandardCharsets.UTF_8);
            response.release();
            return content;
        }

        int status() {
            return status;
        }

        String header(String name) {
            return headers == null ? "" : String.valueOf(headers.get(name));
        }

        void close() {
            channel.close();
            run();
        }
    }
}
