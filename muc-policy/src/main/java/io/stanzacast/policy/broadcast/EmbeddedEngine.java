package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Stanza;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The engine inside this process. An engine carries one broadcast, as any Jibri does; so this one sits in the brewery room as many
 * occupants, {@code embedded-1} and so on: a few idle ones more than are busy, up to the configured number, and none ever leaves. So a site
 * with many channels is never refused while a small one has a small brewery. Owner: the broadcast loop; public methods from any thread.
 */
public final class EmbeddedEngine implements LocalService {
    private static final int SPARE = 8;

    private final BroadcastConfig config;
    private final Channels channels;
    private final OnAir onAir;
    private final StanzaSink sink;
    private final BroadcastLoop loop;
    private final Inbox inbox;
    private final Map<Jid, EngineSlot> slots = new LinkedHashMap<>();
    private boolean closed;

    @Inject
    EmbeddedEngine(BroadcastConfig config, Channels channels, OnAir onAir, StanzaSink sink, BroadcastLoop loop) {
        this.config = config;
        this.channels = channels;
        this.onAir = onAir;
        this.sink = sink;
        this.loop = loop;
        this.inbox = new Inbox(loop, sink, this::take);
    }

    @Override
    public Set<String> domains() {
        return Set.of(config.embeddedDomain());
    }

    /** Nobody has anything to ask here; engines are found in the brewery room. */
    @Override
    public List<String> domainsShown(Jid asker) {
        return List.of();
    }

    @Override
    public void receive(Stanza stanza) {
        inbox.offer(stanza);
    }

    /** Enters the brewery room, which must exist. */
    public void start() {
        onAir.onChange(channel -> loop.execute(() -> slots.values().forEach(slot -> slot.mediaChanged(channel))));
        loop.execute(this::addSlots);
    }

    /** Leaves the brewery room; what it has on air stays as it is. */
    public void close() {
        loop.execute(() -> {
            closed = true;
            slots.values().forEach(EngineSlot::leave);
            slots.clear();
        });
    }

    private void addSlots() {
        long idle = slots.values().stream().filter(slot -> !slot.isBusy()).count();
        while (!closed && idle < SPARE && slots.size() < config.embeddedEngines()) {
            String name = "embedded-" + (slots.size() + 1);
            Jid self = Jid.parse(name + "@" + config.embeddedDomain() + "/engine");
            EngineSlot slot = new EngineSlot(self, name, config, channels, onAir, sink, loop, this::addSlots);
            slots.put(self, slot);
            slot.join();
            idle++;
        }
    }

    private void take(Stanza stanza) {
        EngineSlot slot = stanza.to().map(slots::get).orElse(null);
        if (slot != null) {
            slot.received(stanza);
        } else {
            EngineSlot.refuseIfRequest(stanza, sink);
        }
    }
}
