package io.stanzacast.media.container.fmp4;

import io.stanzacast.media.track.Codec;

/** Writes the sample entry of a codec: {@code avc1} (ISO/IEC 14496-15 §5.4.2.1) or {@code mp4a} (ISO/IEC 14496-14 §6.7). */
final class SampleEntryWriter {
    private final BoxWriter box;

    SampleEntryWriter(BoxWriter box) {
        this.box = box;
    }

    void write(Codec codec) {
        if (codec instanceof Codec.H264 h264) {
            avc1(h264);
        } else if (codec instanceof Codec.Aac aac) {
            mp4a(aac);
        } else {
            throw new AssertionError(codec);
        }
    }

    private void avc1(Codec.H264 h264) {
        int entry = box.begin("avc1");
        box.zeros(6).u16(1).zeros(16).u16(h264.width()).u16(h264.height());
        box.u32(0x0048_0000).u32(0x0048_0000).u32(0).u16(1).zeros(32).u16(24).u16(0xFFFF);
        int config = box.begin("avcC");
        box.bytes(h264.avcC());
        box.end(config);
        box.end(entry);
    }

    private void mp4a(Codec.Aac aac) {
        int entry = box.begin("mp4a");
        // The field is 16.16 fixed point: rates above 65535 Hz do not fit, players believe the AudioSpecificConfig.
        long rate = aac.sampleRate() <= 0xFFFF ? (long) aac.sampleRate() << 16 : 0;
        box.zeros(6).u16(1).zeros(8).u16(aac.channels()).u16(16).u16(0).u16(0).u32(rate);
        esds(aac.audioSpecificConfig());
        box.end(entry);
    }

    private void esds(byte[] specificConfig) {
        int esds = box.beginFull("esds", 0, 0);
        int specific = specificConfig.length;
        int decoder = 13 + descriptorSize(specific);
        descriptor(0x03, 3 + descriptorSize(decoder) + descriptorSize(1));
        box.u16(0).u8(0);
        descriptor(0x04, decoder);
        // Object type 0x40 is AAC, stream type 5 is audio; buffer size and rates are unknown.
        box.u8(0x40).u8(0x05 << 2 | 1).zeros(3).u32(0).u32(0);
        descriptor(0x05, specific);
        box.bytes(specificConfig);
        descriptor(0x06, 1);
        box.u8(2);
        box.end(esds);
    }

    /** Lengths are always written in four bytes of seven bits, as most writers do. */
    private void descriptor(int tag, int length) {
        box.u8(tag).u8(0x80 | (length >>> 21)).u8(0x80 | (length >>> 14 & 0x7F));
        box.u8(0x80 | (length >>> 7 & 0x7F)).u8(length & 0x7F);
    }

    private static int descriptorSize(int length) {
        return 5 + length;
    }
}
