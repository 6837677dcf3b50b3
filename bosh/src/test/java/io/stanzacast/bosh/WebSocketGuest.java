package io.stanzacast.bosh;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An anonymous user over WebSocket, with the JDK's client. */
final class WebSocketGuest implements WebSocket.Listener {
    private static final Pattern JID = Pattern.compile("<jid>([^<]+)</jid>");
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='guest.example.org' version='1.0'/>";

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    WebSocketGuest(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder()
                .subprotocols("xmpp")
                .buildAsync(address, this)
                .join();
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    /** @return the full address bound */
    String login() throws InterruptedException {
        send(OPEN);
        awaitContaining("ANONYMOUS");
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        awaitContaining("<success ");
        send(OPEN);
        awaitContaining("urn:ietf:params:xml:ns:xmpp-bind");
        send("<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        Matcher jid = JID.matcher(awaitContaining("<jid>"));
        if (!jid.find()) {
            throw new AssertionError("no address");
        }
        return jid.group(1);
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next message with that in it. */
    String awaitContaining(String text) throws InterruptedException {
        List<String> others = new ArrayList<>();
        while (true) {
            String message = messages.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing with " + text + " within 10 s, but " + others);
            }
            if (message.contains(text)) {
                return message;
            }
            others.add(message);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        messages.add("CLOSE " + statusCode);
        return null;
    }
}
