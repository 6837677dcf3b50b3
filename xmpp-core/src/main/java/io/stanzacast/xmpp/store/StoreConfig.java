package io.stanzacast.xmpp.store;

/**
 * Where the database is.
 *
 * @param url JDBC, such as {@code jdbc:sqlite:/var/lib/stanzacast/stanzacast.db}
 * @param readers connections for reading, 1 to 64
 * @param maxWaiting operations that may wait; beyond it they fail at once, 1 to 1 000 000
 */
public record StoreConfig(String url, int readers, int maxWaiting) {
    public StoreConfig {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url: " + url + " (expected: jdbc:…)");
        }
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("readers: " + readers + " (expected: 1..64)");
        }
        if (maxWaiting < 1 || maxWaiting > 1_000_000) {
            throw new IllegalArgumentException("max-waiting: " + maxWaiting + " (expected: 1..1000000)");
        }
    }

    /** Defaults for everything but the place. */
    public static StoreConfig at(String url) {
        return new StoreConfig(url, 2, 10_000);
    }
}
