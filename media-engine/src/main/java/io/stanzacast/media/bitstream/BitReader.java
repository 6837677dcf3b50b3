package io.stanzacast.media.bitstream;

/** Reads bits, most significant first, and the Exp-Golomb codes of ISO/IEC 14496-10 §9.1. Owner: the caller. */
final class BitReader {
    private final byte[] bytes;
    private final int endBit;
    private int position;

    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from * 8;
        this.endBit = to * 8;
    }

    boolean flag() {
        return bits(1) == 1;
    }

    /** The next {@code count} bits, 0 to 31 of them. */
    int bits(int count) {
        if (endBit - position < count) {
            throw new BitstreamException("bits left: " + (endBit - position) + " (expected: at least " + count + ")");
        }
        int value = 0;
        for (int i = 0; i < count; i++, position++) {
            value = value << 1 | (bytes[position >> 3] >> (7 - (position & 7)) & 1);
        }
        return value;
    }

    long unsigned32() {
        return (long) bits(16) << 16 | bits(16);
    }

    void skip(int count) {
        if (endBit - position < count) {
            throw new BitstreamException("bits left: " + (endBit - position) + " (expected: at least " + count + ")");
        }
        position += count;
    }

    /** ue(v), refused above {@code max}. */
    int unsignedExpGolomb(String name, int max) {
        int zeros = 0;
        while (!flag()) {
            zeros++;
            if (zeros > 31) {
                throw new BitstreamException(name + ": code of more than 31 zeros (expected: 0.." + max + ")");
            }
        }
        long value = (1L << zeros) - 1 + bits(zeros);
        if (value > max) {
            throw new BitstreamException(name + ": " + value + " (expected: 0.." + max + ")");
        }
        return (int) value;
    }

    /** se(v). */
    int signedExpGolomb(String name) {
        int code = unsignedExpGolomb(name, Integer.MAX_VALUE);
        return (code & 1) == 1 ? (code >>> 1) + 1 : -(code >>> 1);
    }
}
