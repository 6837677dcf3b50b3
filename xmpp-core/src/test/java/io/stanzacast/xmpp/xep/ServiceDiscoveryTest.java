package io.stanzacast.xmpp.xep;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.DiscoInfo;
import io.stanzacast.xmpp.extension.Identity;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServiceDiscoveryTest {
    private final Script script = Script.builder()
            .service(s -> new Silent(Set.of("rooms.example.org")))
            .service(s -> new Silent(Set.of("broadcast.example.org")))
            .build();
    private final Client romeo = script.client("romeo@example.org/orchard");
    private final Client guest = script.client("g@guest.example.org/web");

    @Test
    @DisplayName("XEP-0030 2.5 §3 a host tells what it is and every feature of its extensions")
    void tellsInfoOfHost() {
        romeo.sends(
                "<iq to='example.org' type='get' id='d'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        romeo.receives("""
                <iq from='example.org' to='{any}' type='result' id='d'>
                    <query xmlns='http://jabber.org/protocol/disco#info'>
                        <identity category='server' type='im' name='Stanzacast'/>
                        <feature var='http://jabber.org/protocol/caps'/>
                        <feature var='http://jabber.org/protocol/disco#info'/>
                        <feature var='http://jabber.org/protocol/disco#items'/>
                        <feature var='jabber:iq:last'/>
                        <feature var='jabber:iq:version'/>
                        <feature var='urn:xmpp:ping'/>
                        <feature var='urn:xmpp:time'/>
                    </query>
                </iq>
                """);
    }

    @Test
    @DisplayName("XEP-0030 2.5 §4 the items of a host are the services")
    void tellsItemsOfHost() {
        guest.sends("<iq to='guest.example.org' type='get' id='d'>"
                + "<query xmlns='http://jabber.org/protocol/disco#items'/></iq>");

        guest.receives("""
                <iq from='guest.example.org' to='{any}' type='result' id='d'>
                    <query xmlns='http://jabber.org/protocol/disco#items'>
                        <item jid='broadcast.example.org'/>
                        <item jid='rooms.example.org'/>
                    </query>
                </iq>
                """);
    }

    @Test
    @DisplayName("XEP-0030 2.5 §7 unknown nodes are not found")
    void knowsNoNodes() {
        for (String query : List.of("info", "items")) {
            romeo.sends("<iq to='example.org' type='get' id='d'>" + "<query xmlns='http://jabber.org/protocol/disco#"
                    + query + "' node='x'/></iq>");

            romeo.receives("""
                    <iq from='example.org' to='{any}' type='error' id='d'>
                        <error type='cancel' code='404'>
                            <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        </error>
                    </iq>
                    """);
        }
    }

    @Test
    void tellsWhatOwnAccountIs() {
        for (Client client : List.of(romeo, guest)) {
            client.sends("<iq type='get' id='d'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
            client.receives("<iq from='" + client.jid().bare() + "' to='{any}' type='result' id='d'>"
                    + "<query xmlns='http://jabber.org/protocol/disco#info'>"
                    + "<identity category='account' type='" + (client == romeo ? "registered" : "anonymous") + "'/>"
                    + """
                    <feature var='http://jabber.org/protocol/disco#info'/>
                    <feature var='http://jabber.org/protocol/disco#items'/>
                    <feature var='urn:xmpp:ping'/>
                    </query></iq>
                    """);
        }
    }

    @Test
    @DisplayName("XEP-0030 2.5 §8 nothing is told of others' accounts")
    void tellsNothingOfOthers() {
        romeo.sends("""
                <iq to='juliet@example.org' type='get' id='1'>
                    <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>
                <iq to='juliet@example.org' type='get' id='2'>
                    <query xmlns='http://jabber.org/protocol/disco#items'/>
                </iq>
                """);

        romeo.receives("""
                <iq from='juliet@example.org' to='{any}' type='error' id='1'>{any}</iq>
                <iq from='juliet@example.org' to='{any}' type='result' id='2'>
                    <query xmlns='http://jabber.org/protocol/disco#items'/>
                </iq>
                """);
    }

    @Test
    @DisplayName("XEP-0115 1.6 §6.3 the hash that streams announce can be asked for as a node")
    void answersForAnnouncedCapabilities() {
        Element announced =
                script.hooks().streamFeatures().get(0).announce("example.org").orElseThrow();
        String node = announced.attribute("node").orElseThrow() + "#"
                + announced.attribute("ver").orElseThrow();

        romeo.sends("<iq to='example.org' type='get' id='d'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info' node='" + node + "'/></iq>");

        assertThat(romeo.next().firstChild().flatMap(query -> query.attribute("node")))
                .contains(node);
    }

    @Test
    @DisplayName("XEP-0115 1.6 §5.2 the example's hash")
    void hashesAsTheExample() {
        DiscoInfo exodus = DiscoInfo.of(
                new Identity("client", "pc", "Exodus 0.9.1"),
                Set.of(
                        "http://jabber.org/protocol/caps",
                        "http://jabber.org/protocol/disco#info",
                        "http://jabber.org/protocol/disco#items",
                        "http://jabber.org/protocol/muc"));

        assertThat(EntityCapabilities.version(exodus)).isEqualTo("QgayPKawpkPSDYmwT/WM94uAlu0=");
    }

    @Test
    @DisplayName("XEP-0030 2.5 §4 services say themselves what is shown to whom, and in which order")
    void showsWhatServicesSay() {
        Script hosts = Script.builder()
                .service(s -> new Silent(Set.of("rooms.example.org")))
                .service(s -> new Silent(Set.of("a.example.org", "b.example.org", "c.example.org")) {
                    @Override
                    public List<String> domainsShown(Jid asker) {
                        return List.of("c.example.org", "a.example.org");
                    }
                })
                .build();
        Client juliet = hosts.client("juliet@example.org/balcony");
        juliet.sends(
                "<iq to='example.org' type='get' id='d'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");

        juliet.receives("""
                <iq from='example.org' to='{any}' type='result' id='d'>
                    <query xmlns='http://jabber.org/protocol/disco#items'>
                        <item jid='c.example.org'/>
                        <item jid='a.example.org'/>
                        <item jid='rooms.example.org'/>
                    </query>
                </iq>
                """);
    }

    private static class Silent implements LocalService {
        private final Set<String> domains;

        Silent(Set<String> domains) {
            this.domains = domains;
        }

        @Override
        public Set<String> domains() {
            return domains;
        }

        @Override
        public void receive(Stanza stanza) {
            throw new AssertionError("nothing is sent here: " + stanza.element());
        }
    }
}
