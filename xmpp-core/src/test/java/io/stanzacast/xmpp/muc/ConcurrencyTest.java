package io.stanzacast.xmpp.muc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Temporary rooms that are made and end all the time while several threads enter and leave them. */
class ConcurrencyTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 2_000;

    @Test
    void answersEveryJoinAndEveryLeaveWhileRoomsComeAndGo() throws Exception {
        Queue<Stanza> sent = new ConcurrentLinkedQueue<>();
        List<ExecutorService> owners =
                List.of(Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor());
        int[] next = new int[1];
        RoomService rooms = new RoomService(
                List.of(MucConfig.of("rooms.example.org", MucConfig.Creation.ANYBODY)),
                RoomPolicy.open(),
                new MemoryRoomStore(),
                new SessionRegistry(),
                sent::add,
                () -> {
                    synchronized (next) {
                        return owners.get(next[0]++ % owners.size());
                    }
                },
                Clock.systemUTC());
        CountDownLatch done = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Jid user = Jid.parse("user" + i + "@example.org/x");
            threads.add(new Thread(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    rooms.receive(presence(user, null));
                    rooms.receive(presence(user, "unavailable"));
                }
                done.countDown();
            }));
        }
        threads.forEach(Thread::start);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        for (ExecutorService owner : owners) {
            owner.shutdown();
            assertThat(owner.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        for (int i = 0; i < THREADS; i++) {
            String user = "user" + i + "@example.org/x";
            long joins = count(sent, user, false);
            long leaves = count(sent, user, true);
            long refused = sent.stream()
                    .filter(stanza -> stanza.isError()
                            && stanza.to().orElseThrow().toString().equals(user))
                    .count();
            assertThat(joins + refused).isEqualTo(ROUNDS);
            assertThat(leaves).isEqualTo(joins);
        }
    }

    private static Presence presence(Jid user, @org.jspecify.annotations.Nullable String type) {
        Element.Builder presence = Element.builder("presence", Stanza.NS)
                .attribute("from", user.toString())
                .attribute("to", "room@rooms.example.org/" + user.localpart().orElseThrow());
        if (type == null) {
            presence.child(Element.of("x", Namespaces.MUC));
        } else {
            presence.attribute("type", type);
        }
        try {
            return Presence.of(presence.build());
        } catch (StanzaException e) {
            throw new AssertionError(e);
        }
    }

    /** Presences to a user about themselves. */
    private static long count(Queue<Stanza> sent, String user, boolean unavailable) {
        return sent.stream()
                .filter(stanza -> stanza.to().orElseThrow().toString().equals(user))
                .filter(stanza -> Stage.digest(List.of(stanza.element()))
                        .get(0)
                        .startsWith(unavailable ? "presence unavailable 110" : "presence 110"))
                .count();
    }
}
