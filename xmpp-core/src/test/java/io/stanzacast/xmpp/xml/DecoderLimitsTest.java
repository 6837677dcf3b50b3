package io.stanzacast.xmpp.xml;

import static io.stanzacast.xmpp.xml.Decoded.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DecoderLimitsTest {
    private static final String HEAD =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final DecoderLimits LIMITS = new DecoderLimits(8192, 10, 50, 16, 64, 2000);

    static String[] tooLarge() {
        return new String[] {
            "<a>" + "x".repeat(8190) + "</a>",
            "<a>" + "x".repeat(10_000_000),
            "<a>".repeat(100_000),
            "<a " + "b".repeat(100_000),
            "<a b='" + "c".repeat(2001) + "'/>",
            "<" + "a".repeat(65) + "/>",
            "<a " + "b".repeat(65) + "='1'/>",
            "<a>" + "<b/>".repeat(50) + "</a>",
            "<a>" + "<b></b>".repeat(50) + "</a>",
            "<a" + attributes(17) + "/>",
            "<a xmlns='" + "u".repeat(2001) + "'/>",
        };
    }

    @ParameterizedTest
    @MethodSource
    void tooLarge(String stanza) {
        byte[] bytes = utf8(HEAD + "<ok/>" + stanza);
        for (int size : new int[] {100, 1000, 4000}) {
            Decoded decoded = new Decoded(LIMITS).feed(bytes, size);
            assertThat(decoded.events).hasSize(3).endsWith("!TOO_LARGE");
            assertThat(decoded.decoder.undecodedBytes()).isZero();
        }
    }

    @Test
    void takesWhatIsJustSmallEnough() {
        String stanza = "<a>" + "x".repeat(8185) + "</a>";
        String nested = "<a>".repeat(9) + "</a>".repeat(9);
        String wide = "<" + "a".repeat(64) + attributes(16) + "/>";
        String many = "<a>" + "<b/>".repeat(49) + "</a>";
        byte[] bytes = utf8(HEAD + stanza + nested + wide + many + many);
        assertThat(new Decoded(LIMITS).feed(bytes, 1000).events).hasSize(6).noneMatch(event -> event.startsWith("!"));
    }

    @Test
    void countsWhiteSpaceBetweenElementsForNothing() {
        byte[] bytes = utf8(HEAD + " ".repeat(100_000) + "<a/>" + "\n".repeat(100_000) + "<b/>");
        assertThat(new Decoded(LIMITS).feed(bytes, 1000).events).hasSize(3);
    }

    @Test
    void limitsDeclarationsInScope() {
        StringBuilder stanza = new StringBuilder(HEAD);
        for (int i = 0; i < 60; i++) {
            stanza.append("<a xmlns:a='u' xmlns:b='u' xmlns:c='u' xmlns:d='u' xmlns:e='u'>");
        }
        stanza.append("</a>".repeat(60));
        assertThat(Decoded.whole(utf8(stanza.toString()))).endsWith("!TOO_LARGE");
    }

    @Test
    void refusesLimitsOutOfRange() {
        assertThatThrownBy(() -> DecoderLimits.AUTHENTICATED.withMaxBytes(100))
                .hasMessage("max-bytes: 100 (expected: 1024..67108864)");
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" b").append(i).append("='1'");
        }
        return text.toString();
    }
}
