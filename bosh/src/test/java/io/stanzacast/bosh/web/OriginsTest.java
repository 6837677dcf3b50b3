package io.stanzacast.bosh.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        // allowed, host, origin, expected
        "'', example.org, , true",
        "'', example.org, https://example.org, true",
        "'', example.org:8080, http://EXAMPLE.org:5173, true",
        "'', [::1]:8080, http://[::1]:3000, true",
        "'', example.org, https://evil.example, false",
        "'', example.org, https://example.org.evil.example, false",
        "'', example.org, https://example.org@evil.example, false",
        "'', example.org, null, false",
        "'', example.org, 'not a URI', false",
        "'', , https://example.org, false",
        "null, example.org, null, true",
        "*, example.org, https://evil.example, true",
        "https://Friend.example, example.org, https://friend.example, true",
        "https://friend.example, example.org, http://friend.example, false",
    })
    void decides(String allowed, String host, String origin, boolean expected) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (host != null) {
            headers.set("Host", host);
        }
        if (origin != null) {
            headers.set("Origin", origin);
        }
        Origins origins = new Origins(allowed.isEmpty() ? List.of() : List.of(allowed));
        assertThat(origins.allows(headers)).isEqualTo(expected);
        HttpHeaders answer = new DefaultHttpHeaders();
        origins.permit(headers, answer);
        assertThat(answer.get("Access-Control-Allow-Origin")).isEqualTo(expected ? origin : null);
    }
}
