package io.stanzacast.bosh;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An anonymous user over BOSH, with the JDK's client; each request may take a connection of its own. */
final class BoshGuest {
    private static final Pattern SID = Pattern.compile(" sid='([^']+)'");
    private static final Pattern JID = Pattern.compile("<jid>([^<]+)</jid>");
    private static final String NS =
            "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='";

    private final HttpClient http;
    private final URI address;
    private long rid = 5_000_000;
    private String sid = "";

    BoshGuest(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** @return the full address bound */
    String login() {
        String created = post(NS + rid
                        + "' to='guest.example.org' wait='30' hold='1' ver='1.6' xml:lang='en' xmpp:version='1.0'/>")
                .join();
        sid = find(SID, created);
        if (!created.contains("ANONYMOUS")) {
            throw new AssertionError(created);
        }
        String success = ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        if (!success.contains("<success ")) {
            throw new AssertionError(success);
        }
        String restarted =
                next(" to='guest.example.org' xmpp:restart='true'", "").join();
        if (!restarted.contains("urn:ietf:params:xml:ns:xmpp-bind")) {
            throw new AssertionError(restarted);
        }
        return find(
                JID,
                ask(
                        "<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"));
    }

    /** Says something, or nothing, and waits for the response. */
    String ask(String payload) {
        return next("", payload).join();
    }

    CompletableFuture<String> next(String attributes, String payload) {
        return repeat(++rid, attributes, payload);
    }

    long rid() {
        return rid;
    }

    CompletableFuture<String> repeat(long ofRid, String attributes, String payload) {
        return post(NS + ofRid + "' sid='" + sid + "'" + attributes + ">" + payload + "</body>");
    }

    private CompletableFuture<String> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
