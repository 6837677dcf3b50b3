package io.stanzacast.media.rtmp;

import io.stanzacast.media.rtmp.chunk.ChunkLimits;
import org.jspecify.annotations.Nullable;

/**
 * The RTMP listener and what one connection may cost. An absent value takes its default.
 *
 * @param enabled default true
 * @param address to bind; default 127.0.0.1
 * @param port 0 to 65535, 0 for any free one; default 1935
 * @param chunkSize bytes of the chunks we send, which FFmpeg then also sends, 128 to 16777215; default 65536
 * @param maxChunkSize bytes of a chunk that a publisher may set, 128 to 16777215; default 16777215
 * @param acknowledgementWindow bytes, 65536 to 1073741824; default 2500000
 * @param maxConnections in all, 1 to 1000000; default 10000
 * @param maxConnectionsPerAddress 1 to 1000000, an address being an IPv4 address or an IPv6 network of 64 bits; default 100
 * @param wrongKeysPerMinute from one address before it is turned away, 1 to 1000000; default 10
 * @param maxVideoBytes of one picture, 65536 to 67108864; default 16777216
 * @param maxOtherBytes of one audio frame or metadata, 65536 to 16777216; default 1048576
 * @param maxPartialBytes of all unfinished messages of a publisher, 65536 to 268435456; default 33554432
 * @param connectSeconds until handshake and connect must be done, 1 to 300; default 10
 * @param publishSeconds until publish must have come, 1 to 300; default 15
 * @param mediaSeconds without audio or video until the stream ends, 1 to 3600; default 30
 */
public record RtmpConfig(
        @Nullable Boolean enabled,
        @Nullable String address,
        @Nullable Integer port,
        @Nullable Integer chunkSize,
        @Nullable Integer maxChunkSize,
        @Nullable Integer acknowledgementWindow,
        @Nullable Integer maxConnections,
        @Nullable Integer maxConnectionsPerAddress,
        @Nullable Integer wrongKeysPerMinute,
        @Nullable Integer maxVideoBytes,
        @Nullable Integer maxOtherBytes,
        @Nullable Integer maxPartialBytes,
        @Nullable Integer connectSeconds,
        @Nullable Integer publishSeconds,
        @Nullable Integer mediaSeconds) {
    private static final int MAX_CHUNK_SIZE = 0xFFFFFF;

    public RtmpConfig {
        enabled = enabled == null || enabled;
        address = address == null ? "127.0.0.1" : address;
        port = within("port", port, 1935, 0, 65_535);
        chunkSize = within("chunk-size", chunkSize, 65_536, 128, MAX_CHUNK_SIZE);
        maxChunkSize = within("max-chunk-size", maxChunkSize, MAX_CHUNK_SIZE, 128, MAX_CHUNK_SIZE);
        acknowledgementWindow = within("acknowledgement-window", acknowledgementWindow, 2_500_000, 65_536, 1 << 30);
        maxConnections = within("max-connections", maxConnections, 10_000, 1, 1_000_000);
        maxConnectionsPerAddress = within("max-connections-per-address", maxConnectionsPerAddress, 100, 1, 1_000_000);
        wrongKeysPerMinute = within("wrong-keys-per-minute", wrongKeysPerMinute, 10, 1, 1_000_000);
        maxVideoBytes = within("max-video-bytes", maxVideoBytes, 16 << 20, 65_536, 64 << 20);
        maxOtherBytes = within("max-other-bytes", maxOtherBytes, 1 << 20, 65_536, 16 << 20);
        maxPartialBytes = within("max-partial-bytes", maxPartialBytes, 32 << 20, 65_536, 256 << 20);
        connectSeconds = within("connect-seconds", connectSeconds, 10, 1, 300);
        publishSeconds = within("publish-seconds", publishSeconds, 15, 1, 300);
        mediaSeconds = within("media-seconds", mediaSeconds, 30, 1, 3600);
    }

    public static RtmpConfig defaults() {
        return new RtmpConfig(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public RtmpConfig withPort(int newPort) {
        return new RtmpConfig(
                enabled,
                address,
                newPort,
                chunkSize,
                maxChunkSize,
                acknowledgementWindow,
                maxConnections,
                maxConnectionsPerAddress,
                wrongKeysPerMinute,
                maxVideoBytes,
                maxOtherBytes,
                maxPartialBytes,
                connectSeconds,
                publishSeconds,
                mediaSeconds);
    }

    /** What a connection may make us keep before its key was accepted. */
    ChunkLimits limitsForStrangers() {
        return new ChunkLimits(maxChunkSize, 65_536, 65_536, 16, 16 * 65_536, 4096);
    }

    ChunkLimits limitsForPublishers() {
        return new ChunkLimits(maxChunkSize, maxVideoBytes, maxOtherBytes, 64, maxPartialBytes, 256 << 10);
    }

    private static int within(String key, @Nullable Integer value, int absent, int min, int max) {
        int number = value == null ? absent : value;
        if (number < min || number > max) {
            throw new IllegalArgumentException(key + ": " + number + " (expected: " + min + ".." + max + ")");
        }
        return number;
    }
}
