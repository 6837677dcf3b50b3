package io.stanzacast.bosh;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyDecoderTest {
    private static final String BODY =
            "<?xml version='1.0'?><body xmlns='http://jabber.org/protocol/httpbind' rid='7' sid='x'"
                    + " xmlns:xmpp='urn:xmpp:xbosh' xmpp:restart='true' type='terminate'>"
                    + "<iq xmlns='jabber:client' id='1' type='get'><ping xmlns='urn:xmpp:ping'/></iq> <presence/></body>";

    @Test
    void readsABody() throws BoshException {
        BoshBody body = decode(BODY.getBytes(StandardCharsets.UTF_8));
        assertThat(body.rid()).isEqualTo(7);
        assertThat(body.sid()).contains("x");
        assertThat(body.isRestart()).isTrue();
        assertThat(body.isTerminate()).isTrue();
        assertThat(body.isPause()).isFalse();
        assertThat(body.payloads()).extracting(Element::name).containsExactly("iq", "presence");
        assertThat(body.payloads()).extracting(Element::namespace).containsOnly("jabber:client");
    }

    @Test
    void refusesEveryPartOfABody() {
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < bytes.length; end++) {
            byte[] part = Arrays.copyOf(bytes, end);
            assertThat(refusal(part)).as("first %d bytes", end).isEqualTo(TerminalCondition.BAD_REQUEST);
        }
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(124);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            refusal(bytes);
        }
    }

    private static BoshBody decode(byte[] bytes) throws BoshException {
        return BodyDecoder.decode(bytes, 10_000);
    }

    private static @Nullable TerminalCondition refusal(byte[] bytes) {
        try {
            decode(bytes);
            return null;
        } catch (BoshException e) {
            return e.condition();
        }
    }
}
