package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.sasl.Credentials;
import io.stanzacast.xmpp.sasl.DecoyKeys;
import io.stanzacast.xmpp.sasl.ScramHash;
import io.stanzacast.xmpp.sasl.ScramKeys;
import io.stanzacast.xmpp.store.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and the keys of their passwords, of every host. Addresses must be bare. Needs the tables of {@code db/xmpp}. Safe for any thread;
 * stages complete on threads of the store or of {@link PasswordHashing}, and fail with {@link IllegalArgumentException} for a password that
 * no account can have.
 */
public final class AccountStore {
    private static final String DECOY_SECRET = "decoy-keys";
    private static final int MOST_AT_ONCE = 500;

    private final Database database;
    private final PasswordHashing hashing;
    private final int iterations;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable DecoyKeys decoys;

    /** @param iterations of new passwords, see {@link LoginConfig#hashIterations()} */
    public AccountStore(Database database, PasswordHashing hashing, int iterations, Clock clock) {
        this.database = database;
        this.hashing = hashing;
        this.iterations = iterations;
        this.clock = clock;
    }

    /** False if the account is there already; its password then stays. */
    public CompletionStage<Boolean> create(Jid bare, String password) {
        return derive(bare, password)
                .thenCompose(keys -> database.write(handle -> {
                    if (has(handle, bare)) {
                        return false;
                    }
                    handle.execute(
                            "INSERT INTO account (jid, created_at) VALUES (?, ?)",
                            bare.toString(),
                            clock.instant().getEpochSecond());
                    insert(handle, bare, keys);
                    return true;
                }));
    }

    /**
     * Makes those that are missing; nobody can log in to them until {@link #setPassword}.
     *
     * @return those that were made
     */
    public CompletionStage<Set<Jid>> createWithoutPassword(Collection<Jid> bare) {
        List<Jid> wanted = List.copyOf(bare);
        wanted.forEach(AccountStore::check);
        return database.write(handle -> {
            Set<Jid> made = new LinkedHashSet<>();
            for (Jid account : wanted) {
                if (!has(handle, account)) {
                    handle.execute(
                            "INSERT INTO account (jid, created_at) VALUES (?, ?)",
                            account.toString(),
                            clock.instant().getEpochSecond());
                    made.add(account);
                }
            }
            return made;
        });
    }

    /** Those of {@code bare} that are accounts. */
    public CompletionStage<Set<Jid>> existing(Collection<Jid> bare) {
        List<Jid> asked = List.copyOf(bare);
        return database.read(handle -> {
            Set<Jid> found = new HashSet<>();
            for (int from = 0; from < asked.size(); from += MOST_AT_ONCE) {
                List<String> some = asked.subList(from, Math.min(from + MOST_AT_ONCE, asked.size())).stream()
                        .map(Jid::toString)
                        .toList();
                handle.createQuery("SELECT jid FROM account WHERE jid IN (<some>)")
                        .bindList("some", some)
                        .mapTo(String.class)
                        .forEach(jid -> found.add(Jid.parse(jid)));
            }
            return found;
        });
    }

    /** False if there is no such account. */
    public CompletionStage<Boolean> setPassword(Jid bare, String password) {
        return derive(bare, password)
                .thenCompose(keys -> database.write(handle -> {
                    if (!has(handle, bare)) {
                        return false;
                    }
                    handle.execute("DELETE FROM account_key WHERE jid = ?", bare.toString());
                    insert(handle, bare, keys);
                    return true;
                }));
    }

    /** All of every host, in the order of their addresses. */
    public CompletionStage<List<Jid>> list() {
        return database.read(handle -> handle.createQuery("SELECT jid FROM account ORDER BY jid")
                .map((row, context) -> Jid.parse(row.getString(1)))
                .list());
    }

    public CompletionStage<Boolean> exists(Jid bare) {
        return database.read(handle -> has(handle, bare));
    }

    /** False if there was no such account. */
    public CompletionStage<Boolean> remove(Jid bare) {
        return database.write(handle -> {
            handle.execute("DELETE FROM account_key WHERE jid = ?", bare.toString());
            return handle.execute("DELETE FROM account WHERE jid = ?", bare.toString()) > 0;
        });
    }

    /** The accounts of one host, as SASL asks for them. */
    public Credentials credentials(String domain) {
        return new Credentials() {
            @Override
            public CompletionStage<Found> keys(String username, ScramHash hash) {
                return find(domain, username, hash);
            }

            @Override
            public CompletionStage<Boolean> verify(String username, String password) {
                return find(domain, username, ScramHash.SHA_256)
                        .thenCompose(found -> hashing.run(() -> found.keys().matches(password) && found.exists()));
            }
        };
    }

    private CompletionStage<Credentials.Found> find(String domain, String username, ScramHash hash) {
        Optional<Jid> bare = address(domain, username);
        String name = bare.map(Jid::toString).orElse(domain + '/' + username); // cannot be an account's
        DecoyKeys known = decoys;
        if (known != null) {
            return database.read(handle -> found(handle, name, hash, known));
        }
        return database.write(this::loadDecoys)
                .thenCompose(loaded -> database.read(handle -> found(handle, name, hash, loaded)));
    }

    private Credentials.Found found(Handle handle, String name, ScramHash hash, DecoyKeys decoy) {
        ScramKeys pretended = decoy.of(name, hash);
        return handle.select(
                        "SELECT salt, iterations, stored_key, server_key FROM account_key WHERE jid = ? AND mechanism = ?",
                        name,
                        hash.mechanismName())
                .map((row, context) -> new ScramKeys(
                        hash,
                        decode(row.getString("salt")),
                        row.getInt("iterations"),
                        decode(row.getString("stored_key")),
                        decode(row.getString("server_key"))))
                .findOne()
                .map(keys -> new Credentials.Found(keys, true))
                .orElseGet(() -> new Credentials.Found(pretended, false));
    }

    private DecoyKeys loadDecoys(Handle handle) {
        Optional<String> kept = handle.select("SELECT content FROM secret WHERE name = ?", DECOY_SECRET)
                .mapTo(String.class)
                .findOne();
        byte[] secret = kept.map(AccountStore::decode).orElseGet(() -> {
            byte[] fresh = new byte[32];
            random.nextBytes(fresh);
            handle.execute("INSERT INTO secret (name, content) VALUES (?, ?)", DECOY_SECRET, encode(fresh));
            return fresh;
        });
        DecoyKeys loaded = new DecoyKeys(secret, iterations);
        decoys = loaded;
        return loaded;
    }

    private CompletionStage<List<ScramKeys>> derive(Jid bare, String password) {
        check(bare);
        return hashing.run(() -> {
            List<ScramKeys> keys = new ArrayList<>();
            for (ScramHash hash : ScramHash.values()) {
                byte[] salt = new byte[ScramKeys.SALT_BYTES];
                random.nextBytes(salt);
                keys.add(ScramKeys.derive(hash, password, salt, iterations));
            }
            return keys;
        });
    }

    private static void check(Jid bare) {
        if (bare.isFull() || bare.isDomain()) {
            throw new IllegalArgumentException("account: " + bare + " (expected: localpart@domainpart)");
        }
    }

    private static void insert(Handle handle, Jid bare, List<ScramKeys> keys) {
        for (ScramKeys key : keys) {
            handle.execute(
                    "INSERT INTO account_key (jid, mechanism, salt, iterations, stored_key, server_key) VALUES (?, ?, ?, ?, ?, ?)",
                    bare.toString(),
                    key.hash().mechanismName(),
                    encode(key.salt()),
                    key.iterations(),
                    encode(key.storedKey()),
                    encode(key.serverKey()));
        }
    }

    private static boolean has(Handle handle, Jid bare) {
        return handle.select("SELECT 1 FROM account WHERE jid = ?", bare.toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static Optional<Jid> address(String domain, String username) {
        try {
            return Optional.of(Jid.of(username, domain, null));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
