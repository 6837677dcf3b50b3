package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rooms that always come about at once. */
public final class TestRooms implements ChannelRooms {
    private final List<Channel> ensured = new ArrayList<>();
    private final Set<Jid> administrators = new HashSet<>();

    @Override
    public CompletionStage<Void> ensure(Channel channel) {
        ensured.add(channel);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> isAdministrator(Jid room, Jid user) {
        return CompletableFuture.completedFuture(administrators.contains(user));
    }

    /** Makes somebody an administrator of every room. */
    public void administrator(String user) {
        administrators.add(Jid.parse(user));
    }

    public List<Channel> ensured() {
        return List.copyOf(ensured);
    }
}
