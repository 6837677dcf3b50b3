package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * The playlists of one snapshot, each form encoded when the first viewer asks for it and then shared, on any thread. Two threads may encode
 * the same form at the same time; one result is dropped.
 */
final class EncodedForms {
    /** Which text. */
    enum Form {
        MEDIA(0),
        DELTA(2),
        MULTIVARIANT(4);

        private final int slot;

        Form(int slot) {
            this.slot = slot;
        }
    }

    private static final SharedBytes RETIRED = new SharedBytes(Unpooled.EMPTY_BUFFER);

    private final AtomicReferenceArray<SharedBytes> forms = new AtomicReferenceArray<>(2 * Form.values().length);

    /** A buffer that the caller releases. */
    ByteBuf share(Form form, boolean gzip, ByteBufAllocator allocator, Supplier<String> text) {
        int slot = form.slot + (gzip ? 1 : 0);
        while (true) {
            SharedBytes known = forms.get(slot);
            if (known == RETIRED) {
                return encode(text.get(), gzip, allocator);
            }
            if (known == null) {
                SharedBytes fresh = new SharedBytes(encode(text.get(), gzip, allocator));
                if (!forms.compareAndSet(slot, null, fresh)) {
                    fresh.release();
                }
                continue;
            }
            Optional<ByteBuf> share = known.share();
            if (share.isPresent()) {
                return share.get();
            }
        }
    }

    /** A newer snapshot is there: what is still asked for is encoded anew for each. */
    void retire() {
        for (int slot = 0; slot < forms.length(); slot++) {
            SharedBytes known = forms.getAndSet(slot, RETIRED);
            if (known != null && known != RETIRED) {
                known.release();
            }
        }
    }

    private static ByteBuf encode(String text, boolean gzip, ByteBufAllocator allocator) {
        if (!gzip) {
            ByteBuf plain = allocator.directBuffer(text.length());
            ByteBufUtil.writeAscii(plain, text);
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return allocator.directBuffer(bytes.size()).writeBytes(bytes.toByteArray());
    }
}
