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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a new data folder begins with: an administrator, and one channel with its owner, room and stream key. The secrets are on disk before
 * anything is made with them, so that a first start which is cut short is taken up by the next.
 */
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
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Inject
    FirstStart(ServerConfig config, AccountStore accounts, Channels channels) {
        this.config = config;
        this.accounts = accounts;
        this.channels = channels;
    }

    /**
     * Makes what is missing, unless {@code file} tells that this was done, or there are channels already; blocks.
     *
     * @return what was made, for showing it once
     */
    Optional<Result> run(Path file) throws IOException {
        Path begun = file.resolveSibling(file.getFileName() + ".new");
        if (Files.exists(file) || (!channels.all().isEmpty() && !Files.exists(begun))) {
            return Optional.empty();
        }
        Result result = Files.exists(begun) ? json.readValue(begun.toFile(), Result.class) : invent();
        write(begun, result);
        make(result);
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        return Optional.of(result);
    }

    private Result invent() {
        String key = StreamKey.random(random).value();
        return new Result(
                account("admin"),
                account("streamer"),
                new DemoChannel(
                        DEMO,
                        DEMO + "@" + config.policy().channelRooms(),
                        key,
                        Addresses.rtmp(config) + "/live/" + key,
                        Addresses.playlist(DEMO),
                        Addresses.page(DEMO)));
    }

    private Account account(String localpart) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Account(localpart + "@" + config.domain(), HexFormat.of().formatHex(bytes));
    }

    private void make(Result result) {
        for (Account account : List.of(result.admin(), result.owner())) {
            Jid jid = Jid.parse(account.jid());
            boolean created = accounts.create(jid, account.password())
                    .toCompletableFuture()
                    .join();
            if (!created) {
                accounts.setPassword(jid, account.password())
                        .toCompletableFuture()
                        .join();
            }
        }
        if (channels.find(DEMO).isEmpty()) {
            Channel channel = new Channel(
                    DEMO,
                    "Demo",
                    "en",
                    List.of(Jid.parse(result.owner().jid())),
                    Jid.parse(result.channel().room()),
                    false,
                    Access.PUBLIC);
            channels.create(channel, new StreamKey(result.channel().streamKey()))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Readable by its owner alone from its first byte, and on disk when this returns. */
    private void write(Path file, Result result) throws IOException {
        Path temporary = Files.createTempFile(
                file.getParent(),
                "first-start",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temporary, json.writeValueAsBytes(result));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
