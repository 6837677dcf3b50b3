package io.stanzacast.xmpp.xml;

import static io.stanzacast.xmpp.xml.Decoded.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElementDecoderTest {
    private static final String HEAD = "<?xml version='1.0' encoding='utf-8'?>\n<stream:stream to='a.example'"
            + " version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String OPENED =
            "open stream:stream http://etherx.jabber.org/streams jabber:client to=a.example"
                    + " version=1.0 http://www.w3.org/XML/1998/namespacelang=en";
    private static final String STREAM = HEAD
            + "<message to='b@a.example' id=\"1\"><body>h\u00e9\u4e16\ud83d\ude00 &lt;&amp;&#x1F600;&#10;</body>\r\n"
            + "<x xmlns='urn:x' xmlns:y='urn:y' y:z='1\t2&#9;3'><y:w/>a<![CDATA[<b>]]]>c</x></message> \n"
            + "<stream:features/><iq\n type = 'get' id='&apos;&quot;&gt;'\t></iq\n></stream:stream>";
    private static final List<String> EVENTS = List.of(
            OPENED,
            "<message xmlns='jabber:client' to='b@a.example' id='1'><body>h\u00e9\u4e16\ud83d\ude00 &lt;&amp;\ud83d\ude00\n</body>\n"
                    + "<x xmlns='urn:x' xmlns:a0='urn:y' a0:z='1 2&#9;3'><w xmlns='urn:y'/>a&lt;b&gt;]c</x></message>",
            "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>",
            "<iq xmlns='jabber:client' type='get' id='&apos;&quot;&gt;'/>",
            "closed");

    @Test
    void decodesStream() {
        assertThat(Decoded.whole(utf8(STREAM))).isEqualTo(EVENTS);
    }

    @Test
    void decodesSameAtEverySplit() {
        byte[] bytes = utf8(STREAM);
        for (int split = 0; split <= bytes.length; split++) {
            Decoded decoded = new Decoded(DecoderLimits.BEFORE_LOGIN);
            decoded.feed(bytes, 0, split).feed(bytes, split, bytes.length);
            assertThat(decoded.events).as("split at %d", split).isEqualTo(EVENTS);
        }
        for (int size = 1; size < 64; size++) {
            assertThat(new Decoded(DecoderLimits.BEFORE_LOGIN).feed(bytes, size).events)
                    .as("pieces of %d", size)
                    .isEqualTo(EVENTS);
        }
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §11: what is refused, and as what")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!-- c -->|RESTRICTED",
                "<a><!-- c --></a>|RESTRICTED",
                "<?php x?>|RESTRICTED",
                "<a><?xml version='1.0'?></a>|RESTRICTED",
                "<!DOCTYPE a>|RESTRICTED",
                "<a>&nbsp;</a>|RESTRICTED",
                "<a b='&file;'/>|RESTRICTED",
                "text|BAD_FORMAT",
                "&amp;|BAD_FORMAT",
                "<![CDATA[x]]>|BAD_FORMAT",
                "<a></b>|NOT_WELL_FORMED",
                "<a></a2>|NOT_WELL_FORMED",
                "<a2></a>|NOT_WELL_FORMED",
                "<a b=c/>|NOT_WELL_FORMED",
                "<a b/>|NOT_WELL_FORMED",
                "<a b='1' b='2'/>|NOT_WELL_FORMED",
                "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>|NOT_WELL_FORMED",
                "<a b='1'c='2'/>|NOT_WELL_FORMED",
                "<a b='<'/>|NOT_WELL_FORMED",
                "<a <b/>|NOT_WELL_FORMED",
                "<a / ></a>|NOT_WELL_FORMED",
                "< a/>|NOT_WELL_FORMED",
                "<>|NOT_WELL_FORMED",
                "<1/>|NOT_WELL_FORMED",
                "<a:b:c/>|NOT_WELL_FORMED",
                "<:a/>|NOT_WELL_FORMED",
                "<a:/>|NOT_WELL_FORMED",
                "<u:a/>|NOT_WELL_FORMED",
                "<a u:b='1'/>|NOT_WELL_FORMED",
                "<a xmlns:u=''/>|NOT_WELL_FORMED",
                "<a xmlns:xml='urn:x'/>|NOT_WELL_FORMED",
                "<a xmlns:xmlns='urn:x'/>|NOT_WELL_FORMED",
                "<xmlns:a/>|NOT_WELL_FORMED",
                "<a><x:b xmlns:x='u'/><x:c/></a>|NOT_WELL_FORMED",
                "<a>]]></a>|NOT_WELL_FORMED",
                "<a>&lt;]]></a>|NOT_WELL_FORMED",
                "<a>&</a>|NOT_WELL_FORMED",
                "<a>&lt</a>|NOT_WELL_FORMED",
                "<a>&;</a>|NOT_WELL_FORMED",
                "<a>&#0;</a>|NOT_WELL_FORMED",
                "<a>&#xD800;</a>|NOT_WELL_FORMED",
                "<a>&#x110000;</a>|NOT_WELL_FORMED",
                "<a>&#-1;</a>|NOT_WELL_FORMED",
                "<a>&#;</a>|NOT_WELL_FORMED",
                "<a><![CDAT[x]]></a>|NOT_WELL_FORMED",
                "</other:stream>|NOT_WELL_FORMED",
                "</stream>|NOT_WELL_FORMED",
            })
    void refuses(String bytes, String kind) {
        byte[] stream = utf8(HEAD + "<ok/>" + bytes + " ");
        List<String> expected = List.of(OPENED, "<ok xmlns='jabber:client'/>", "!" + kind);
        assertThat(Decoded.whole(stream)).isEqualTo(expected);
        assertThat(new Decoded(DecoderLimits.BEFORE_LOGIN).feed(stream, 1).events)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §11.5, §11.6: XML declaration and encoding")
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml version='1.0' encoding='ISO-8859-1'?><a/>|ENCODING",
                "<?xml version='1.0' encoding='US-ASCII'?><a/>|ENCODING",
                "<?xml version='1.1'?><a/>|NOT_WELL_FORMED",
                "<?xml encoding='UTF-8'?><a/>|NOT_WELL_FORMED",
                "<?xml version='1.0'?>x<a/>|NOT_WELL_FORMED",
                "<?xml version='1.0'?><?xml version='1.0'?><a/>|RESTRICTED",
                "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>|RESTRICTED",
                "hello|NOT_WELL_FORMED",
                "GET / HTTP/1.1|NOT_WELL_FORMED",
                "</a>|NOT_WELL_FORMED",
            })
    void refusesHead(String text, String kind) {
        assertThat(Decoded.whole(utf8(text))).containsExactly("!" + kind);
        assertThat(new Decoded(DecoderLimits.BEFORE_LOGIN).feed(utf8(text), 1).events)
                .containsExactly("!" + kind);
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §11.6: bytes that are no UTF-8, and characters that are none of XML")
    @CsvSource({
        "80,ENCODING",
        "c080,ENCODING",
        "c1bf,ENCODING",
        "e08080,ENCODING",
        "eda080,ENCODING",
        "f0808080,ENCODING",
        "f4908080,ENCODING",
        "f5808080,ENCODING",
        "ff,ENCODING",
        "e282,ENCODING",
        "efbfbf,NOT_WELL_FORMED",
        "efbfbe,NOT_WELL_FORMED",
        "00,NOT_WELL_FORMED",
        "0b,NOT_WELL_FORMED",
        "1f,NOT_WELL_FORMED",
    })
    void refusesBytes(String hex, String kind) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        for (int padding = 0; padding < 9; padding++) {
            byte[] before = utf8(HEAD + "<ok/><a>" + "x".repeat(padding));
            byte[] after = utf8("yyyyyyyyyyyyyyyy</a><later/>");
            byte[] bytes = new byte[before.length + bad.length + after.length];
            System.arraycopy(before, 0, bytes, 0, before.length);
            System.arraycopy(bad, 0, bytes, before.length, bad.length);
            System.arraycopy(after, 0, bytes, before.length + bad.length, after.length);
            for (int size : new int[] {1, 2, 3, 7, bytes.length}) {
                assertThat(new Decoded(DecoderLimits.BEFORE_LOGIN).feed(bytes, size).events)
                        .containsExactly(OPENED, "<ok xmlns='jabber:client'/>", "!" + kind);
            }
        }
    }

    @Test
    void refusesUtf16() {
        assertThat(Decoded.whole(HEAD.getBytes(java.nio.charset.StandardCharsets.UTF_16)))
                .containsExactly("!ENCODING");
        assertThat(Decoded.whole(HEAD.getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
                .containsExactly("!NOT_WELL_FORMED");
    }

    @Test
    void decodesRandomBytesToEventsOrOneError() {
        Random random = new Random(5);
        byte[] alphabet = utf8("<>/='\"&;!?[]- \nabx:#\u00e9mlnsx");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[HEAD.length() + 40];
            byte[] head = utf8(HEAD);
            System.arraycopy(head, 0, bytes, 0, head.length);
            for (int i = head.length; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            List<String> whole = Decoded.whole(bytes);
            assertThat(whole.stream().filter(event -> event.startsWith("!"))).hasSizeLessThan(2);
            assertThat(new Decoded(DecoderLimits.BEFORE_LOGIN).feed(bytes, 1).events)
                    .isEqualTo(whole);
        }
    }

    @Test
    void pausesAndRestartsBetweenElements() throws XmlException {
        Decoded decoded = new Decoded(DecoderLimits.BEFORE_LOGIN) {
            @Override
            public void received(Element element) {
                super.received(element);
                if (element.name().equals("pause")) {
                    decoder.pause();
                } else if (element.name().equals("restart")) {
                    decoder.restart(DecoderLimits.AUTHENTICATED);
                }
            }
        };
        byte[] bytes = utf8(HEAD + "<a/><pause/><b/>");
        decoded.feed(bytes, bytes.length);
        byte[] more = utf8("<restart/>" + STREAM);
        decoded.feed(more, 3);
        assertThat(decoded.events).hasSize(3);
        decoded.decoder.resume();
        assertThat(decoded.events)
                .startsWith(OPENED, "<a xmlns='jabber:client'/>", "<pause xmlns='jabber:client'/>")
                .endsWith(EVENTS.toArray(new String[0]))
                .hasSize(5 + EVENTS.size());
    }

    @Test
    void keepsNothingButTheIncompleteElement() {
        Decoded decoded = new Decoded(DecoderLimits.BEFORE_LOGIN);
        decoded.feed(utf8(HEAD + "<a>12"), 1);
        assertThat(decoded.decoder.undecodedBytes()).isEqualTo(5);
        decoded.feed(utf8("</a>  \n  "), 1);
        assertThat(decoded.decoder.undecodedBytes()).isZero();
    }

    @Test
    @DisplayName("RFC 7395 §3.3.3: a message is a document")
    void decodesDocuments() throws XmlException {
        byte[] open = utf8(" <open xmlns='urn:ietf:params:xml:ns:xmpp-framing'><![CDATA[x]]></open>\n");
        assertThat(ElementDecoder.document(open, 0, open.length, DecoderLimits.BEFORE_LOGIN))
                .isEqualTo(Element.text("open", "urn:ietf:params:xml:ns:xmpp-framing", "x"));
        for (String bad : List.of("", "x", "<a>", "<a/><b/>", "<a/>x", "<a/>\u0001", "<?xml version='1.1'?><a/>")) {
            byte[] bytes = utf8(bad);
            assertThatThrownBy(() -> ElementDecoder.document(bytes, 0, bytes.length, DecoderLimits.BEFORE_LOGIN))
                    .isInstanceOf(XmlException.class);
        }
    }
}
