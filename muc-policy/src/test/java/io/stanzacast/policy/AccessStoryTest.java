package io.stanzacast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.WatchPolicy;
import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.channel.Channels.Origin;
import io.stanzacast.policy.channel.Setting;
import io.stanzacast.policy.channel.TestChannels;
import io.stanzacast.policy.stream.ChannelView;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.muc.Rooms;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, who watches, who may change what: with real rooms, router and store. */
final class AccessStoryTest {
    private static final Jid ROOM = Jid.parse("demo@rooms.example.org");
    private static final PolicyConfig CONFIG = PolicyConfig.of("example.org");

    @TempDir
    private Path directory;

    private static Client joins(TestSite site, String jid, String nickname, String password) {
        Client client = site.script().client(jid);
        client.sends("<presence to='demo@rooms.example.org/" + nickname
                + "'><x xmlns='http://jabber.org/protocol/muc'>"
                + (password.isEmpty() ? "" : "<password>" + password + "</password>") + "</x></presence>");
        return client;
    }

    /** Reads on until something that contains all of this comes. */
    private static void until(Client client, String... parts) {
        while (true) {
            Element next = client.next();
            String text = ElementEncoder.encodeToString(next, Stanza.NS);
            if (List.of(parts).stream().allMatch(text::contains)) {
                return;
            }
        }
    }

    private static void update(TestSite site, UnaryOperator<Channel> change) {
        site.await(site.instance(Channels.class).update("demo", Origin.SITE, change));
    }

    private static RoomConfig room(TestSite site) {
        return site.await(site.instance(Rooms.class).find(ROOM)).orElseThrow();
    }

    private static boolean mayWatch(TestSite site, String path) {
        return site.instance(WatchPolicy.class).mayWatch(new StreamPath(path));
    }

    @Test
    void aPasswordGuardsRoomAndPictureAlsoAfterARestart() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            site.create(TestChannels.channel("demo"));
            assertThat(mayWatch(site, "demo")).isTrue();
            update(
                    site,
                    c -> c.toBuilder()
                            .access(Access.PASSWORD)
                            .password("sesame")
                            .build());
        }
        try (TestSite site = new TestSite(directory, CONFIG)) {
            until(joins(site, "x@guest.example.org/w", "Guest", ""), "type='error'", "not-authorized");
            Client romeo = joins(site, "romeo@example.org/pda", "Romeo", "sesame");
            until(romeo, "/focus");
            until(romeo, "<subject");
            assertThat(mayWatch(site, "demo")).isFalse();
            assertThat(mayWatch(site, "demo/720p")).isFalse();
            assertThat(mayWatch(site, "other")).isTrue();
            assertThat(site.channels()).isEmpty();
            assertThat(room(site).publicRoom()).isFalse();
            update(site, c -> c.toBuilder().access(Access.PUBLIC).build());
            assertThat(room(site).password()).isNull();
            assertThat(room(site).publicRoom()).isTrue();
            assertThat(mayWatch(site, "demo")).isTrue();
        }
    }

    @Test
    void membersOnlyMeansOwnersModeratorsAndMembers() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            site.create(TestChannels.channel("demo"));
            Client guest = joins(site, "x@guest.example.org/w", "Guest", "");
            until(guest, "<subject");
            update(
                    site,
                    c -> c.toBuilder()
                            .access(Access.MEMBERS)
                            .moderators(List.of(Jid.parse("nurse@far.example")))
                            .members(List.of(Jid.parse("paris@example.org")))
                            .build());
            until(guest, "unavailable", "322");
            until(joins(site, "y@guest.example.org/w", "Other", ""), "registration-required");
            until(joins(site, "paris@example.org/w", "Paris", ""), "<subject");
            Rooms rooms = site.instance(Rooms.class);
            assertThat(site.await(rooms.affiliation(ROOM, Jid.parse("nurse@far.example"))))
                    .isEqualTo(Affiliation.ADMIN);
            update(
                    site,
                    c -> c.toBuilder()
                            .moderators(List.of())
                            .members(List.of(Jid.parse("nurse@far.example")))
                            .build());
            assertThat(site.await(rooms.affiliation(ROOM, Jid.parse("nurse@far.example"))))
                    .isEqualTo(Affiliation.MEMBER);
            assertThat(site.await(rooms.affiliation(ROOM, Jid.parse("paris@example.org"))))
                    .isEqualTo(Affiliation.NONE);
        }
    }

    @Test
    void unlistedIsReachedByWhoKnowsTheName() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            site.create(TestChannels.channel("demo"));
            update(site, c -> c.toBuilder().access(Access.UNLISTED).build());
            assertThat(site.channels()).isEmpty();
            assertThat(site.state("demo")).isEqualTo(ChannelView.State.OFFLINE);
            assertThat(mayWatch(site, "demo")).isTrue();
            until(joins(site, "x@guest.example.org/w", "Guest", ""), "<subject");
        }
    }

    @Test
    void ownersCannotChangeInTheRoomWhatAFileRules() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            site.create(TestChannels.channel("demo"));
            update(
                    site,
                    c -> c.toBuilder()
                            .managed(Set.of(Setting.TITLE, Setting.OWNERS))
                            .build());
            Client romeo = joins(site, "romeo@example.org/pda", "Romeo", "");
            until(romeo, "<subject");
            form(romeo, "f1", "muc#roomconfig_roomname", "Mine");
            until(romeo, "id='f1'", "not-allowed", "title is set by the site");
            form(romeo, "f2", "muc#roomconfig_roomdesc", "Ours");
            until(romeo, "id='f2'", "type='result'");
            form(romeo, "f3", "muc#roomconfig_roomsecret", "x");
            until(romeo, "id='f3'", "not-allowed");
            affiliation(romeo, "a1", "juliet@example.org", "owner");
            until(romeo, "id='a1'", "not-allowed", "owners");
            affiliation(romeo, "a2", "juliet@example.org", "member");
            until(romeo, "id='a2'", "type='result'");
            romeo.sends("<iq type='set' id='d1' to='" + ROOM
                    + "'><query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>");
            until(romeo, "id='d1'", "not-allowed");
            assertThat(room(site).title()).isEqualTo("Title of demo");
        }
    }

    private static void form(Client client, String id, String field, String value) {
        client.sends("<iq type='set' id='" + id + "' to='" + ROOM
                + "'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>"
                + "<field var='" + field + "'><value>" + value + "</value></field></x></query></iq>");
    }

    private static void affiliation(Client client, String id, String jid, String affiliation) {
        client.sends("<iq type='set' id='" + id + "' to='" + ROOM
                + "'><query xmlns='http://jabber.org/protocol/muc#admin'><item jid='" + jid + "' affiliation='"
                + affiliation + "'/></query></iq>");
    }

    @Test
    void removingAChannelEndsEverythingOfIt() {
        try (TestSite site = new TestSite(directory, CONFIG)) {
            String key = site.create(TestChannels.channel("demo"));
            Client romeo = joins(site, "romeo@example.org/pda", "Romeo", "");
            until(romeo, "<subject");
            LiveStream stream = site.publish(key);
            assertThat(site.await(site.instance(Channels.class).remove("demo", "Moved on")))
                    .isTrue();
            until(romeo, "unavailable", "<destroy", "Moved on");
            assertThat(site.kicked()).containsExactly(stream.path());
            assertThat(site.await(site.instance(Rooms.class).find(ROOM))).isEmpty();
            assertThat(site.channels()).isEmpty();
        }
        try (TestSite site = new TestSite(directory, CONFIG)) {
            assertThat(site.await(site.instance(Rooms.class).find(ROOM))).isEmpty();
        }
    }
}
