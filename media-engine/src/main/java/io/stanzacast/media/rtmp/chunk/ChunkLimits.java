package io.stanzacast.media.rtmp.chunk;

/**
 * What one connection may make us keep. Every number is enforced before memory is taken.
 *
 * @param maxChunkSize bytes; what the peer may set
 * @param maxVideoBytes of one video message
 * @param maxMessageBytes of any other message
 * @param maxChunkStreams chunk streams open at once
 * @param maxPartialBytes of all unfinished messages together
 * @param firstAllocation bytes taken for a message before any of it arrived; grows as bytes arrive
 */
public record ChunkLimits(
        int maxChunkSize,
        int maxVideoBytes,
        int maxMessageBytes,
        int maxChunkStreams,
        int maxPartialBytes,
        int firstAllocation) {
    int maxBytes(int type) {
        return type == ChunkMessage.VIDEO ? maxVideoBytes : maxMessageBytes;
    }
}
