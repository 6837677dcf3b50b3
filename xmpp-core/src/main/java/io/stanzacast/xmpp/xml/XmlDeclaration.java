package io.stanzacast.xmpp.xml;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The XML declaration before a root (XML 1.0 §2.8): only version 1.0 and UTF-8 pass (RFC 6120 §11.5, §11.6). */
final class XmlDeclaration {
    private static final int LONGEST = 256;
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")"
            + "(?:\\s+encoding\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"))?"
            + "(?:\\s+standalone\\s*=\\s*(?:'(?:yes|no)'|\"(?:yes|no)\"))?\\s*\\?>\\s*");

    private XmlDeclaration() {}

    /** @return the index of the root's {@code <} */
    static int skip(byte[] bytes, int start, int end) throws XmlException {
        if (end - start < 2 || bytes[start + 1] != '?') {
            return start;
        }
        int close = start;
        while (bytes[close] != '>') {
            close++;
        }
        close++;
        while (TagScanner.isSpace(bytes[close])) {
            close++;
        }
        if (bytes[close] != '<') {
            throw XmlException.notWellFormed("text before the root");
        }
        if (close - start > LONGEST) {
            throw XmlException.tooLarge("bytes of the XML declaration", close - start, LONGEST);
        }
        String text = new String(bytes, start, close - start, StandardCharsets.UTF_8);
        Matcher declaration = DECLARATION.matcher(text);
        if (!declaration.matches()) {
            throw XmlException.notWellFormed("an XML declaration that is none");
        }
        if (!"1.0".equals(declaration.group(1)) && !"1.0".equals(declaration.group(2))) {
            throw XmlException.notWellFormed("a version of XML other than 1.0");
        }
        String encoding = declaration.group(3) == null ? declaration.group(4) : declaration.group(3);
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new XmlException(XmlException.Kind.ENCODING, "encoding: not UTF-8 (expected: UTF-8)");
        }
        return close;
    }
}
