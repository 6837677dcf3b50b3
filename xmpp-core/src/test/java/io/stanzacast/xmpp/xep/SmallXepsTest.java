package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallXepsTest {
    private final Script script = Script.builder().build();
    private final Client romeo = script.client("Romeo", "romeo@example.org/orchard");

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "romeo@example.org"})
    @DisplayName("XEP-0199 2.0.1 §4.2 the server answers pings")
    void answersPing(String to) {
        romeo.sends("<iq to='" + to + "' type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("<iq from='" + to + "' to='{any}' type='result' id='p'/>");
    }

    @Test
    @DisplayName("XEP-0202 2.0 §3 the server tells its time in UTC")
    void tellsTime() {
        romeo.sends("<iq to='example.org' type='get' id='t'><time xmlns='urn:xmpp:time'/></iq>");

        romeo.receives("""
                <iq from='example.org' to='{any}' type='result' id='t'>
                    <time xmlns='urn:xmpp:time'><tzo>+00:00</tzo><utc>2026-01-01T00:00:00Z</utc></time>
                </iq>
                """);
    }

    @Test
    @DisplayName("XEP-0092 1.1 §3 the server tells name and version, not its operating system")
    void tellsVersion() {
        romeo.sends("<iq to='example.org' type='get' id='v'><query xmlns='jabber:iq:version'/></iq>");

        romeo.receives("""
                <iq from='example.org' to='{any}' type='result' id='v'>
                    <query xmlns='jabber:iq:version'><name>Stanzacast</name><version>{any}</version></query>
                </iq>
                """);
    }

    @Test
    @DisplayName("XEP-0012 2.0 §5 the server tells its uptime")
    void tellsUptime() {
        romeo.sends("<iq to='example.org' type='get' id='u'><query xmlns='jabber:iq:last'/></iq>");

        romeo.receives("""
                <iq from='example.org' to='{any}' type='result' id='u'>
                    <query xmlns='jabber:iq:last' seconds='0'/>
                </iq>
                """);
    }

    @Test
    @DisplayName("XEP-0054 1.3.0 §3.1 a missing vCard is item-not-found")
    void knowsNoVcard() {
        romeo.sends("<iq type='get' id='v'><vCard xmlns='vcard-temp'/></iq>");

        romeo.receives("""
                <iq from='romeo@example.org' to='{any}' type='error' id='v'>
                    <error type='cancel' code='404'>
                        <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error>
                </iq>
                """);
    }

    @Test
    @DisplayName("RFC 6121 §2.1.4 the roster is empty, and cannot be set")
    void rosterIsEmpty() {
        romeo.sends("""
                <iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>
                <iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='juliet@example.org'/></query></iq>
                """);

        romeo.receives("""
                <iq from='romeo@example.org' to='{any}' type='result' id='g'><query xmlns='jabber:iq:roster'/></iq>
                <iq from='romeo@example.org' to='{any}' type='error' id='s'>{any}</iq>
                """);
    }
}
