package io.stanzacast.media.container.fmp4;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads boxes and the samples of fragments back, for tests only. */
public final class Mp4Reader {
    private Mp4Reader() {}

    /** A box with its content; children are read on demand. */
    public record Box(String type, ByteBuf content) {
        public List<Box> children(int skip) {
            return boxes(content.slice(content.readerIndex() + skip, content.readableBytes() - skip));
        }

        public Box child(String wanted, int skip) {
            return children(skip).stream()
                    .filter(box -> box.type().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + wanted + " in " + type));
        }
    }

    /** One sample as a player sees it. */
    public record Read(int track, long decodeTime, long duration, long offset, boolean sync, byte[] data) {
        public long shown() {
            return decodeTime + offset;
        }
    }

    public static List<Box> boxes(ByteBuf bytes) {
        List<Box> all = new ArrayList<>();
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            int size = bytes.getInt(at);
            String type = bytes.toString(at + 4, 4, StandardCharsets.US_ASCII);
            all.add(new Box(type, bytes.slice(at + 8, size - 8)));
            at += size;
        }
        return all;
    }

    public static Box box(ByteBuf bytes, String type) {
        return boxes(bytes).stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type));
    }

    /** The samples of all fragments in {@code bytes}, by track. */
    public static Map<Integer, List<Read>> samples(ByteBuf bytes) {
        Map<Integer, List<Read>> byTrack = new HashMap<>();
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            int size = bytes.getInt(at);
            if (bytes.toString(at + 4, 4, StandardCharsets.US_ASCII).equals("moof")) {
                Box moof = new Box("moof", bytes.slice(at + 8, size - 8));
                for (Box box : moof.children(0)) {
                    if (box.type().equals("traf")) {
                        run(bytes, at, box, byTrack);
                    }
                }
            }
            at += size;
        }
        return byTrack;
    }

    private static void run(ByteBuf bytes, int moof, Box traf, Map<Integer, List<Read>> into) {
        ByteBuf tfhd = traf.child("tfhd", 0).content().duplicate();
        int defaults = tfhd.readInt();
        int track = tfhd.readInt();
        long defaultDuration = (defaults & 8) != 0 ? tfhd.readUnsignedInt() : 0;
        long defaultFlags = (defaults & 0x20) != 0 ? tfhd.readUnsignedInt() : 0;
        ByteBuf tfdt = traf.child("tfdt", 0).content();
        long decode = tfdt.getLong(tfdt.readerIndex() + 4);
        ByteBuf trun = traf.child("trun", 0).content().duplicate();
        int fields = trun.readInt();
        int count = trun.readInt();
        int data = moof + trun.readInt();
        for (int i = 0; i < count; i++) {
            long duration = (fields & 0x100) != 0 ? trun.readUnsignedInt() : defaultDuration;
            int size = trun.readInt();
            long flags = (fields & 0x400) != 0 ? trun.readUnsignedInt() : defaultFlags;
            long offset = (fields & 0x800) != 0 ? trun.readInt() : 0;
            byte[] body = new byte[size];
            bytes.getBytes(data, body);
            data += size;
            into.computeIfAbsent(track, id -> new ArrayList<>())
                    .add(new Read(track, decode, duration, offset, (flags & 0x10000) == 0, body));
            decode += duration;
        }
    }
}
