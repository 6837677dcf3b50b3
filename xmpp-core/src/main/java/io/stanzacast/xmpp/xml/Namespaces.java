package io.stanzacast.xmpp.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The namespace declarations in scope (Namespaces in XML 1.0), innermost last. Of one thread. */
final class Namespaces {
    private static final String XMLNS_NS = "http://www.w3.org/2000/xmlns/";
    private static final int MOST = 256;

    private String[] prefixes = new String[8];
    private String[] names = new String[8];
    private int count;

    int count() {
        return count;
    }

    /** Leaves the scope of an element. */
    void truncate(int newCount) {
        count = newCount;
    }

    /** @param prefix empty for the default namespace */
    void declare(String prefix, String namespace) throws XmlException {
        if (prefix.equals("xmlns")
                || namespace.equals(XMLNS_NS)
                || prefix.equals("xml") != namespace.equals(Element.XML_NS)
                || (namespace.isEmpty() && !prefix.isEmpty())) {
            throw XmlException.notWellFormed("a namespace is declared that must not be");
        }
        if (count == MOST) {
            throw XmlException.tooLarge("declarations of namespaces", count + 1L, MOST);
        }
        if (count == names.length) {
            prefixes = Arrays.copyOf(prefixes, 2 * count);
            names = Arrays.copyOf(names, 2 * count);
        }
        prefixes[count] = prefix;
        names[count] = namespace;
        count++;
    }

    /** @return null if a prefix is not declared */
    @Nullable
    String find(String prefix) {
        for (int i = count - 1; i >= 0; i--) {
            if (prefixes[i].equals(prefix)) {
                return names[i];
            }
        }
        if (prefix.isEmpty()) {
            return "";
        }
        return prefix.equals("xml") ? Element.XML_NS : null;
    }
}
