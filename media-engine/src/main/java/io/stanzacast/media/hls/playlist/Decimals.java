package io.stanzacast.media.hls.playlist;

/** Decimal fractions (draft-pantos-hls-rfc8216bis-22 §4.2) without floating point, so that sums stay exact. */
final class Decimals {
    private Decimals() {}

    /** Microseconds as seconds, without zeros at the end but with one decimal at least. */
    static StringBuilder appendSeconds(StringBuilder out, long micros) {
        out.append(micros / 1_000_000).append('.');
        long rest = micros % 1_000_000;
        for (long unit = 100_000; unit > 0; unit /= 10) {
            out.append((char) ('0' + rest / unit));
            rest %= unit;
            if (rest == 0) {
                break;
            }
        }
        return out;
    }
}
