package io.stanzacast.bosh.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may ask (RFC 6454, Fetch §3.3; RFC 6455 §10.2). Requests without an {@code Origin} are no browser's and pass; so do pages of
 * the host that is asked, whatever their port.
 */
public final class Origins {
    private static final String ANY = "*";

    private final Set<String> allowed;

    /** @param allowed as {@code https://example.org} or {@code https://example.org:8443}; {@code *} is any, {@code null} pages without one */
    public Origins(List<String> allowed) {
        this.allowed =
                allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** @throws IllegalArgumentException if it is no origin */
    public static List<String> checked(String key, @Nullable List<String> origins) {
        List<String> copy = origins == null ? List.of() : List.copyOf(origins);
        for (String origin : copy) {
            if (!origin.equals(ANY)
                    && !origin.equals("null")
                    && !origin.matches("(?i)[a-z][a-z0-9+.-]*://[^/?#@\\s]+")) {
                throw new IllegalArgumentException(key + ": " + origin + " (expected: https://host[:port], null or *)");
            }
        }
        return copy;
    }

    public boolean allows(HttpHeaders request) {
        String origin = request.get(HttpHeaderNames.ORIGIN);
        if (origin == null || allowed.contains(ANY) || allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String host = request.get(HttpHeaderNames.HOST);
        Optional<String> asked = host == null ? Optional.empty() : hostOf("http://" + host);
        return asked.isPresent() && asked.equals(hostOf(origin));
    }

    /** Lets the page read the answer, if the request names an allowed origin. */
    public void permit(HttpHeaders request, HttpHeaders answer) {
        String origin = request.get(HttpHeaderNames.ORIGIN);
        if (origin != null && allows(request)) {
            answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
    }

    private static Optional<String> hostOf(String uri) {
        try {
            return Optional.ofNullable(new URI(uri).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
