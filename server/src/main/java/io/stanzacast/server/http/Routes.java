package io.stanzacast.server.http;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Path prefixes and who answers below them; the longest that fits wins. A prefix ends in a slash or is the whole path. */
public final class Routes {
    private record Entry(String prefix, Route route) {}

    private final Entry[] entries;

    /** @param byPrefix such as {@code /hls/} or {@code /http-bind} */
    public Routes(Map<String, Route> byPrefix) {
        entries = byPrefix.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt((Entry entry) -> entry.prefix.length())
                        .reversed())
                .toArray(Entry[]::new);
    }

    /** @param uri as in the request line, with its query */
    Optional<Route> find(String uri) {
        int end = uri.indexOf('?');
        String path = end < 0 ? uri : uri.substring(0, end);
        for (Entry entry : entries) {
            boolean fits = entry.prefix.endsWith("/") ? path.startsWith(entry.prefix) : path.equals(entry.prefix);
            if (fits) {
                return Optional.of(entry.route);
            }
        }
        return Optional.empty();
    }
}
