package io.stanzacast.xmpp.xml;

/** Which characters names consist of: XML 1.0 §2.3 without the colon, as Namespaces in XML §3 has them. */
final class NameCharacters {
    private static final byte START = 1;
    private static final byte INNER = 2;
    private static final byte[] ASCII = new byte[128];

    static {
        for (int c = 0; c < 128; c++) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
                ASCII[c] = START | INNER;
            } else if ((c >= '0' && c <= '9') || c == '-' || c == '.') {
                ASCII[c] = INNER;
            }
        }
    }

    private NameCharacters() {}

    static boolean isStart(int c) {
        if (c < 128) {
            return (ASCII[c] & START) != 0;
        }
        return (c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7)
                || (c >= 0x370 && c <= 0x1fff && c != 0x37e)
                || c == 0x200c
                || c == 0x200d
                || (c >= 0x2070 && c <= 0x218f)
                || (c >= 0x2c00 && c <= 0x2fef)
                || (c >= 0x3001 && c <= 0xd7ff)
                || (c >= 0xf900 && c <= 0xfdcf)
                || (c >= 0xfdf0 && c <= 0xfffd)
                || (c >= 0x10000 && c <= 0xeffff);
    }

    static boolean isInner(int c) {
        if (c < 128) {
            return (ASCII[c] & INNER) != 0;
        }
        return isStart(c) || c == 0xb7 || (c >= 0x300 && c <= 0x36f) || c == 0x203f || c == 0x2040;
    }

    static boolean isName(String name) {
        if (name.isEmpty() || !isStart(name.codePointAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (!isInner(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}
