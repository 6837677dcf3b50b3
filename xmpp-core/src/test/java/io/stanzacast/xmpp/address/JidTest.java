package io.stanzacast.xmpp.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JidTest {
    @ParameterizedTest
    @DisplayName("RFC 7622 §3: addresses are prepared")
    @CsvSource(
            delimiter = '|',
            value = {
                "juliet@example.com|juliet@example.com",
                "JULIET@Example.COM/Balcony|juliet@example.com/Balcony",
                "example.com.|example.com",
                "example.com/a@b/c|example.com/a@b/c",
                "juliet@example.com/foo bar|juliet@example.com/foo bar",
                "[::1]|[::1]",
                "a@[2001:DB8::7]/x|a@[2001:db8::7]/x",
                "127.0.0.1|127.0.0.1",
                "fußball@example.com|fußball@example.com",
                "π@example.com|π@example.com",
                "Σ@example.com/foo|σ@example.com/foo",
                "king@example.com/♚|king@example.com/♚",
                "henryⅳ@example.com/x|",
                "a=b,c@example.com|a=b,c@example.com",
                "a@xn--mnchen-3ya.example|a@münchen.example",
                "a@MÜNCHEN.example|a@münchen.example",
                "localhost|localhost"
            })
    void prepares(String text, String prepared) {
        if (prepared == null) {
            assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(Jid.parse(text)).hasToString(prepared);
            assertThat(Jid.parse(prepared)).hasToString(prepared);
        }
    }

    @ParameterizedTest
    @DisplayName("RFC 7622 §3.5: what is no address")
    @ValueSource(
            strings = {
                "",
                "@",
                "/",
                "@example.com",
                "juliet@",
                "juliet@/x",
                "juliet@example.com/",
                "\"juliet\"@example.com",
                "foo bar@example.com",
                "a<b@example.com",
                "a@b@example.com",
                "a@example..com",
                "a@.example.com",
                "a@exam ple.com",
                "a@-x.com",
                "a@ex_ample",
                "a@[::1",
                "a@[xyz]",
                "a@[]",
                "a\u0000b@example.com",
                "a@example.com/\u0007",
                "a@example.com/\u200b\u0000",
                "\ud800@example.com",
                ".",
                "a@."
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("RFC 7622 §3.1: each part has at most 1023 bytes")
    void limitsPartsInBytes() {
        assertThat(Jid.parse("a@b/" + "x".repeat(1023)).resourcepart().orElseThrow())
                .hasSize(1023);
        assertThatThrownBy(() -> Jid.parse("a@b/" + "x".repeat(1024))).hasMessageContaining("1023");
        assertThatThrownBy(() -> Jid.parse("a@b/" + "é".repeat(512))).hasMessageContaining("1023");
        assertThatThrownBy(() -> Jid.parse("x".repeat(1024) + "@b")).hasMessageContaining("1023");
        assertThatThrownBy(() -> Jid.parse("é".repeat(100_000) + "@b")).hasMessageContaining("1023");
    }

    @Test
    void knowsItsParts() {
        Jid full = Jid.parse("juliet@example.com/balcony");
        assertThat(full.localpart()).contains("juliet");
        assertThat(full.domainpart()).isEqualTo("example.com");
        assertThat(full.resourcepart()).contains("balcony");
        assertThat(full.bare()).isEqualTo(Jid.parse("juliet@example.com")).isNotEqualTo(full);
        assertThat(full.domain()).isEqualTo(Jid.domain("example.com"));
        assertThat(Jid.parse("example.com/x").domain().isDomain()).isTrue();
        assertThat(full.isFull()).isTrue();
        assertThat(full.bare().isBare()).isTrue();
        assertThat(full.bare().withResource("Tomb/é")).hasToString("juliet@example.com/Tomb/é");
        assertThat(Jid.of("Romeo", "Example.net", null)).hasToString("romeo@example.net");
        assertThatThrownBy(() -> Jid.domain("a@b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Jid.of("a/b", "c", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parsesSameTextOnce() {
        String text = "romeo@example.net/orchard";
        assertThat(Jid.parse(text)).isSameAs(Jid.parse(new String(text.toCharArray())));
    }
}
