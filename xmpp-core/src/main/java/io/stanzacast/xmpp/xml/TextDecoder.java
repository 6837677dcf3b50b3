package io.stanzacast.xmpp.xml;

import java.nio.charset.StandardCharsets;

/** Character data and attribute values to strings: references, line ends (XML 1.0 §2.11, §3.3.3). */
final class TextDecoder {
    private static final int LONGEST_REFERENCE = 10;

    private TextDecoder() {}

    /** Between tags. */
    static String text(byte[] bytes, int start, int end) throws XmlException {
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '&' || b == '\r') {
                return slowly(bytes, start, end, false);
            }
            if (b == '>' && i >= start + 2 && bytes[i - 1] == ']' && bytes[i - 2] == ']') {
                throw XmlException.notWellFormed("]]> outside of a CDATA section");
            }
        }
        return string(bytes, start, end);
    }

    /** Between quotes. */
    static String value(byte[] bytes, int start, int end) throws XmlException {
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '&' || b == '<' || (b >= 0 && b < ' ')) {
                return slowly(bytes, start, end, true);
            }
        }
        return string(bytes, start, end);
    }

    /** Within a CDATA section. */
    static String cdata(byte[] bytes, int start, int end) {
        String text = string(bytes, start, end);
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String string(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static String slowly(byte[] bytes, int start, int end, boolean attribute) throws XmlException {
        String raw = string(bytes, start, end);
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> {
                    int semicolon = raw.indexOf(';', i);
                    if (semicolon < 0) {
                        throw XmlException.notWellFormed("a & that begins no reference");
                    }
                    reference(raw, i + 1, semicolon, out);
                    i = semicolon;
                }
                case '\r' -> {
                    if (i + 1 < raw.length() && raw.charAt(i + 1) == '\n') {
                        i++;
                    }
                    out.append(attribute ? ' ' : '\n');
                }
                case '\n', '\t' -> out.append(attribute ? ' ' : c);
                case '<' -> throw XmlException.notWellFormed("a < within an attribute's value");
                case '>' -> {
                    if (!attribute && i >= 2 && raw.startsWith("]]", i - 2)) {
                        throw XmlException.notWellFormed("]]> outside of a CDATA section");
                    }
                    out.append(c);
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static void reference(String raw, int start, int end, StringBuilder out) throws XmlException {
        if (end - start > LONGEST_REFERENCE) {
            throw new XmlException(XmlException.Kind.RESTRICTED, "an entity that is not predefined");
        }
        String name = raw.substring(start, end);
        switch (name) {
            case "lt" -> out.append('<');
            case "gt" -> out.append('>');
            case "amp" -> out.append('&');
            case "apos" -> out.append('\'');
            case "quot" -> out.append('"');
            default -> {
                if (name.startsWith("#")) {
                    out.appendCodePoint(character(name));
                } else if (NameCharacters.isName(name)) {
                    throw new XmlException(XmlException.Kind.RESTRICTED, "an entity that is not predefined");
                } else {
                    throw XmlException.notWellFormed("a & that begins no reference");
                }
            }
        }
    }

    private static int character(String name) throws XmlException {
        int c = -1;
        boolean hexadecimal = name.startsWith("#x");
        String digits = name.substring(hexadecimal ? 2 : 1);
        if (!digits.isEmpty()
                && digits.chars().allMatch(d -> d < 0x80 && Character.digit(d, hexadecimal ? 16 : 10) >= 0)) {
            c = (int) Math.min(Long.parseLong(digits, hexadecimal ? 16 : 10), Integer.MAX_VALUE);
        }
        boolean allowed = c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < 0xd800)
                || (c >= 0xe000 && c <= 0xfffd)
                || (c >= 0x10000 && c <= 0x10ffff);
        if (!allowed) {
            throw XmlException.notWellFormed("a reference to no character of XML");
        }
        return c;
    }
}
