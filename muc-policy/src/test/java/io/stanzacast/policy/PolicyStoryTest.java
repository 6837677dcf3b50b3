package io.stanzacast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.media.hls.HlsState;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.PublishPolicy.OnBusy;
import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.TestChannels;
import io.stanzacast.policy.stream.ChannelView;
import io.stanzacast.policy.stream.PublishConfig;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a channel to a picture and back, with real rooms, router, store and HLS. */
final class PolicyStoryTest {
    private static final PolicyConfig CONFIG = PolicyConfig.of("example.org");
    private static final String JIBRI = "xmlns='http://jitsi.org/protocol/jibri'";

    @TempDir
    private Path directory;

    private static Client join(TestSite site, String jid, String nickname) {
        Client client = site.script().client(jid);
        client.sends("<presence to='demo@rooms.example.org/" + nickname
                + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        until(client, "<subject");
        return client;
    }

    /** Reads on until something that contains all of this comes. */
    private static String until(Client client, String... parts) {
        while (true) {
            Element next = client.next();
            String text = ElementEncoder.encodeToString(next, Stanza.NS);
            boolean fits = true;
            for (String part : parts) {
                fits &= text.contains(part);
            }
            if (fits) {
                return text;
            }
        }
    }

    private static void command(Client client, String id, String attributes) {
        client.sends("<iq type='set' id='" + id + "' to='demo@rooms.example.org/focus'><jibri " + JIBRI + " "
                + attributes + "/></iq>");
    }

    @Test
    void goesOnAndOffAirByCommand() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            String key = site.create(TestChannels.channel("demo"));
            Client romeo = join(site, "romeo@example.org/pda", "Romeo");
            LiveStream stream = site.publish(key);
            TestSite.show(stream, 150);
            assertThat(site.state("demo")).as("not on air until started").isEqualTo(ChannelView.State.OFFLINE);

            command(romeo, "s1", "action='start' recording_mode='stream' streamid='" + key + "'");
            until(romeo, "<iq", "id='s1'", "type='result'", "session_id=");
            TestSite.show(stream, 150);
            assertThat(until(romeo, "<presence", "status='on'"))
                    .contains("/focus", "initiator='demo@rooms.example.org/Romeo'");
            site.awaitState("demo", ChannelView.State.LIVE);

            command(romeo, "s2", "action='start' recording_mode='stream' streamid='demo'");
            until(romeo, "id='s2'", "unexpected-request");

            command(romeo, "s3", "action='stop' recording_mode='stream'");
            until(romeo, "<presence", "status='off'");
            site.awaitState("demo", ChannelView.State.OFFLINE);
            command(romeo, "s4", "action='stop' recording_mode='stream'");
            until(romeo, "id='s4'", "item-not-found");
        }
    }

    @Test
    void waitsForItsPublisher() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            String key = site.create(TestChannels.channel("demo"));
            Client romeo = join(site, "romeo@example.org/pda", "Romeo");
            command(romeo, "s1", "action='start' streamid='demo'");
            until(romeo, "<presence", "status='pending'");
            site.awaitState("demo", ChannelView.State.STARTING);
            TestSite.show(site.publish(key), 150);
            until(romeo, "<presence", "status='on'");
            assertThat(site.channels())
                    .singleElement()
                    .satisfies(view -> assertThat(view.state()).isEqualTo(ChannelView.State.LIVE));
        }
    }

    @Test
    void obeysNobodyElse() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            String key = site.create(TestChannels.channel("demo"));
            Client guest = join(site, "x1@guest.example.org/web", "Guest");
            command(guest, "s1", "action='start' recording_mode='stream' streamid='" + key + "'");
            until(guest, "id='s1'", "<forbidden");
            Client juliet = join(site, "juliet@example.org/balcony", "Juliet");
            command(juliet, "s1", "action='start' recording_mode='stream' streamid='" + key + "'");
            until(juliet, "id='s1'", "<forbidden");
            juliet.sends("<presence to='demo@rooms.example.org/focus'/>");
            until(juliet, "type='error'", "<conflict");
            juliet.sends("<presence to='brewery@brewery.example.org/engine'>"
                    + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
            until(juliet, "type='error'", "<forbidden");
            juliet.sends("<presence to='new@rooms.example.org/Juliet'>"
                    + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
            until(juliet, "type='error'", "<not-allowed");
            assertThat(site.state("demo")).isEqualTo(ChannelView.State.OFFLINE);
        }
    }

    @Test
    void isOnAirAgainAfterARestart() {
        String key;
        try (TestSite before = new TestSite(directory, CONFIG)) {
            key = before.create(TestChannels.channel("demo"));
            Client romeo = join(before, "romeo@example.org/pda", "Romeo");
            command(romeo, "s1", "action='start' streamid='demo'");
            until(romeo, "<iq", "id='s1'", "type='result'");
        }
        try (TestSite after = new TestSite(directory, CONFIG)) {
            after.awaitState("demo", ChannelView.State.STARTING);
            TestSite.show(after.publish(key), 150);
            after.awaitState("demo", ChannelView.State.LIVE);
            Client romeo = join(after, "romeo@example.org/pda", "Romeo");
            command(romeo, "s1", "action='stop'");
            until(romeo, "<iq", "id='s1'", "type='result'");
            until(romeo, "<presence", "status='off'");
        }
    }

    @Test
    void startsAndEndsByItselfWhereTheChannelSaysSo() {
        PolicyConfig config = new PolicyConfig(
                "rooms.example.org",
                CONFIG.broadcast(),
                new PublishConfig(PublishConfig.Names.KEYS, OnBusy.REPLACE, Duration.ZERO));
        Channel demo = TestChannels.channel("demo");
        try (TestSite site = new TestSite(directory, config)) {
            String key =
                    site.create(new Channel("demo", "Demo", "en", demo.owners(), demo.room(), true, Access.PUBLIC));
            Client romeo = join(site, "romeo@example.org/pda", "Romeo");
            LiveStream stream = site.publish(key);
            site.awaitState("demo", ChannelView.State.STARTING);
            TestSite.show(stream, 150);
            until(romeo, "<presence", "status='on'");
            site.unpublish(stream);
            until(romeo, "<presence", "status='off'");
            site.awaitState("demo", ChannelView.State.OFFLINE);
        }
    }

    @Test
    void comesBackWhenSomebodyThrowsItOut() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            site.create(TestChannels.channel("demo"));
            Client romeo = join(site, "romeo@example.org/pda", "Romeo");
            romeo.sends("<iq type='set' id='a' to='demo@rooms.example.org'>"
                    + "<query xmlns='http://jabber.org/protocol/muc#admin'>"
                    + "<item affiliation='none' jid='focus@broadcast.example.org'/></query></iq>");
            romeo.sends(
                    "<iq type='set' id='k' to='demo@rooms.example.org'>"
                            + "<query xmlns='http://jabber.org/protocol/muc#admin'><item nick='focus' role='none'/></query></iq>");
            until(romeo, "<presence", "type='unavailable'", "/focus");
            until(romeo, "<presence", "/focus", "jibri-recording-status");
        }
    }

    @Test
    void makesTheRoomAgainWhenAnOwnerDestroysIt() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            site.create(TestChannels.channel("demo"));
            Client romeo = join(site, "romeo@example.org/pda", "Romeo");
            romeo.sends("<iq type='set' id='d' to='demo@rooms.example.org'>"
                    + "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>");
            until(romeo, "<iq", "id='d'", "type='result'");
            Awaitility.await().ignoreExceptions().until(() -> {
                romeo.all();
                romeo.sends("<presence to='demo@rooms.example.org/Romeo'>"
                        + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
                return until(romeo, "<presence").contains("jibri-recording-status");
            });
        }
    }

    @Test
    void putsAnyStreamOnAirWhereTheSiteIsOpen() {
        PolicyConfig config = new PolicyConfig(
                "rooms.example.org",
                CONFIG.broadcast(),
                new PublishConfig(PublishConfig.Names.OPEN, OnBusy.REPLACE, Duration.ZERO));
        try (TestSite site = new TestSite(directory, config)) {
            LiveStream stream = site.publish("s1");
            TestSite.show(stream, 150);
            site.awaitOutput("s1", HlsState.LIVE);
            site.unpublish(stream);
            site.awaitOutput("s1", HlsState.OFFLINE);
        }
    }
}
