package io.stanzacast.media.rtmp.message;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.stanzacast.media.rtmp.amf.Amf0Encoder;
import io.stanzacast.media.rtmp.amf.AmfValue;
import io.stanzacast.media.rtmp.chunk.ChunkMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@link RtmpMessage}s to {@link ChunkMessage}s, all with time 0. Owner: the connection's event loop. */
public final class MessageEncoder extends ChannelOutboundHandlerAdapter {
    private static final int COMMAND_CHUNK_STREAM = 3;
    private static final int STATUS_CHUNK_STREAM = 5;

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message instanceof RtmpMessage rtmp ? encode(rtmp) : message, promise);
    }

    static ChunkMessage encode(RtmpMessage message) {
        if (message instanceof CommandMessage command) {
            List<AmfValue> values = new ArrayList<>();
            values.add(new AmfValue.Text(command.name()));
            values.add(new AmfValue.Number(command.transactionId()));
            values.addAll(command.arguments());
            return amf(MessageType.COMMAND, command.streamId(), values);
        } else if (message instanceof DataMessage data) {
            return amf(MessageType.DATA, data.streamId(), data.values());
        } else if (message instanceof SetChunkSize set) {
            return control(ChunkMessage.SET_CHUNK_SIZE, int32(set.size()));
        } else if (message instanceof Acknowledgement acknowledgement) {
            return control(ChunkMessage.ACKNOWLEDGEMENT, int32((int) acknowledgement.sequenceNumber()));
        } else if (message instanceof WindowAcknowledgementSize window) {
            return control(ChunkMessage.WINDOW_ACKNOWLEDGEMENT_SIZE, int32(window.size()));
        } else if (message instanceof SetPeerBandwidth bandwidth) {
            return control(
                    MessageType.SET_PEER_BANDWIDTH,
                    ByteBuffer.allocate(5)
                            .putInt(bandwidth.size())
                            .put((byte) bandwidth.limitType())
                            .array());
        } else if (message instanceof UserControl event) {
            return control(
                    MessageType.USER_CONTROL,
                    ByteBuffer.allocate(6)
                            .putShort((short) event.event())
                            .putInt(event.value())
                            .array());
        } else if (message instanceof VideoMessage video) {
            return new ChunkMessage(6, ChunkMessage.VIDEO, video.timestamp(), video.streamId(), video.body());
        } else if (message instanceof AudioMessage audio) {
            return new ChunkMessage(4, ChunkMessage.AUDIO, audio.timestamp(), audio.streamId(), audio.body());
        }
        throw new AssertionError(message);
    }

    private static ChunkMessage amf(int type, int streamId, List<AmfValue> values) {
        int chunkStream = streamId == 0 ? COMMAND_CHUNK_STREAM : STATUS_CHUNK_STREAM;
        return new ChunkMessage(chunkStream, type, 0, streamId, Amf0Encoder.encode(values));
    }

    private static ChunkMessage control(int type, byte[] body) {
        return new ChunkMessage(ChunkMessage.CONTROL_STREAM, type, 0, 0, body);
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
