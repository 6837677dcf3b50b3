package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.xml.Attribute;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.Node;
import io.stanzacast.xmpp.xml.Text;

/** About how many characters an element is on the wire, without encoding it: for limits on what rooms keep. */
final class Weight {
    private Weight() {}

    static int of(Element element) {
        int weight = 2 * element.name().length() + element.namespace().length() + 16;
        for (Attribute attribute : element.attributes()) {
            weight += attribute.name().length() + attribute.value().length() + 4;
        }
        for (Node node : element.nodes()) {
            if (node instanceof Element child) {
                weight += of(child);
            } else if (node instanceof Text text) {
                weight += text.value().length();
            }
        }
        return weight;
    }
}
