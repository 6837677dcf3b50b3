package io.stanzacast.xmpp.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a decoder makes of bytes, as text: elements encoded again, and the kind of the error that ended it. */
class Decoded implements ElementDecoder.Output {
    final List<String> events = new ArrayList<>();
    final ElementDecoder decoder;

    Decoded(DecoderLimits limits) {
        decoder = new ElementDecoder(limits, this);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> whole(byte[] bytes) {
        return new Decoded(DecoderLimits.BEFORE_LOGIN).feed(bytes, bytes.length).events;
    }

    /** Feeds pieces of {@code size} bytes. */
    Decoded feed(byte[] bytes, int size) {
        for (int at = 0; at < bytes.length; at += size) {
            feed(bytes, at, Math.min(bytes.length, at + size));
        }
        return this;
    }

    Decoded feed(byte[] bytes, int from, int to) {
        byte[] piece = new byte[to - from + 2];
        System.arraycopy(bytes, from, piece, 1, to - from);
        try {
            decoder.decode(piece, 1, 1 + to - from);
        } catch (XmlException e) {
            events.add("!" + e.kind());
        }
        java.util.Arrays.fill(piece, (byte) '<'); // the decoder must not need it any more
        return this;
    }

    @Override
    public void opened(StreamOpen open) {
        StringBuilder text = new StringBuilder(
                "open " + open.prefix() + ":" + open.name() + " " + open.namespace() + " " + open.contentNamespace());
        open.attributes()
                .forEach(a -> text.append(' ')
                        .append(a.namespace())
                        .append(a.name())
                        .append('=')
                        .append(a.value()));
        events.add(text.toString());
    }

    @Override
    public void received(Element element) {
        events.add(ElementEncoder.encodeToString(element, ""));
    }

    @Override
    public void closed() {
        events.add("closed");
    }
}
