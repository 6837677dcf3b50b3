package io.stanzacast.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.channel.StreamKey;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.c2s.AccountStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a new data folder begins with: an administrator, and one channel with its owner, room and stream key. */
final class FirstStart {
    /** The channel that is there from the first start. */
    static final String DEMO = "demo";

    private static final int PASSWORD_BYTES = 12;

    /** @param password in clear: shown once, kept only as SCRAM keys */
    record Account(String jid, String password) {}

    /** @param publish the RTMP address with the key */
    record DemoChannel(String name, String room, String streamKey, String publish, String playlist, String page) {}

    /** As in {@code first-start.json}. */
    record Result(Account admin, Account owner, DemoChannel channel) {}

    private final ServerConfig config;
    private final AccountStore accounts;
    private final Channels channels;
    private final SecureRandom random = new SecureRandom();

    @Inject
    FirstStart(ServerConfig config, AccountStore accounts, Channels channels) {
        this.config = config;
        this.accounts = accounts;
        this.channels = channels;
    }

    /**
     * Makes what is missing, unless there are channels already or {@code file} tells that this was done; blocks.
     *
     * @return what was made, for showing it once
     */
    Optional<Result> run(Path file) throws IOException {
        if (Files.exists(file) || !channels.all().isEmpty()) {
            return Optional.empty();
        }
        Account admin = account("admin");
        Account owner = account("streamer");
        Jid room = Jid.parse(DEMO + "@" + config.policy().channelRooms());
        StreamKey key = channels.create(
                        new Channel(DEMO, "Demo", "en", List.of(Jid.parse(owner.jid())), room, false, Access.PUBLIC))
                .toCompletableFuture()
                .join();
        Result result = new Result(
                admin,
                owner,
                new DemoChannel(
                        DEMO,
                        room.toString(),
                        key.value(),
                        Addresses.rtmp(config) + "/live/" + key.value(),
                        Addresses.playlist(DEMO),
                        Addresses.page(DEMO)));
        write(file, result);
        return Optional.of(result);
    }

    private Account account(String localpart) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        Jid jid = Jid.parse(localpart + "@" + config.domain());
        boolean created = accounts.create(jid, password).toCompletableFuture().join();
        if (!created) {
            accounts.setPassword(jid, password).toCompletableFuture().join();
        }
        return new Account(jid.toString(), password);
    }

    /** Readable by its owner alone from its first byte. */
    private static void write(Path file, Result result) throws IOException {
        Path temporary = Files.createTempFile(
                file.getParent(),
                "first-start",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                temporary,
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(result));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
