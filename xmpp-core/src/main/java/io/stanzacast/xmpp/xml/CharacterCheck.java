package io.stanzacast.xmpp.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Checks that bytes are strict UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF) of characters that XML 1.0 §2.2
 * allows. Incremental: characters may be split between calls. Of one thread.
 */
final class CharacterCheck {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = 0x2020202020202020L;

    private int codePoint;
    private int missing;
    private int least;
    private XmlException.@Nullable Kind wrong;

    /** @return the index of the first byte that is wrong, or {@code end}; {@link #wrong()} then says why */
    int check(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            if (missing == 0 && i + 8 <= end) {
                long word = (long) LONGS.get(bytes, i);
                if (((word | (word - SPACES)) & HIGH_BITS) == 0) {
                    i += 8;
                    continue;
                }
            }
            int b = bytes[i] & 0xff;
            if (b >= 0x20 && b < 0x80 && missing == 0) {
                i++;
                continue;
            }
            wrong = next(b);
            if (wrong != null) {
                return i;
            }
            i++;
        }
        return end;
    }

    /** Why the last {@link #check} stopped early. */
    XmlException.@Nullable Kind wrong() {
        return wrong;
    }

    private XmlException.@Nullable Kind next(int b) {
        if (missing > 0) {
            if ((b & 0xc0) != 0x80) {
                return XmlException.Kind.ENCODING;
            }
            codePoint = codePoint << 6 | (b & 0x3f);
            missing--;
            if (missing > 0) {
                return null;
            }
            if (codePoint < least || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint < 0xe000)) {
                return XmlException.Kind.ENCODING;
            }
            return codePoint == 0xfffe || codePoint == 0xffff ? XmlException.Kind.NOT_WELL_FORMED : null;
        }
        if (b < 0x80) {
            return b >= 0x20 || b == '\t' || b == '\n' || b == '\r' ? null : XmlException.Kind.NOT_WELL_FORMED;
        }
        if (b >= 0xc2 && b < 0xe0) {
            return begin(b & 0x1f, 1, 0x80);
        }
        if (b >= 0xe0 && b < 0xf0) {
            return begin(b & 0x0f, 2, 0x800);
        }
        if (b >= 0xf0 && b < 0xf5) {
            return begin(b & 0x07, 3, 0x10000);
        }
        return XmlException.Kind.ENCODING;
    }

    private XmlException.@Nullable Kind begin(int bits, int more, int smallest) {
        codePoint = bits;
        missing = more;
        least = smallest;
        return null;
    }
}
