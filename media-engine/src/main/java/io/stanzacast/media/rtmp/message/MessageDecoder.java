package io.stanzacast.media.rtmp.message;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.stanzacast.media.rtmp.amf.Amf0Decoder;
import io.stanzacast.media.rtmp.amf.AmfException;
import io.stanzacast.media.rtmp.amf.AmfValue;
import io.stanzacast.media.rtmp.chunk.ChunkMessage;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * {@link ChunkMessage}s to {@link RtmpMessage}s. An aggregate becomes its parts; shared objects and unknown types end here. Owner: the
 * connection's event loop. Fails with {@link MessageException} or {@link AmfException}.
 */
public final class MessageDecoder extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        decode(ctx, (ChunkMessage) received);
    }

    private static void decode(ChannelHandlerContext ctx, ChunkMessage message) {
        byte[] body = message.body();
        int streamId = message.streamId();
        switch (message.type()) {
            case ChunkMessage.VIDEO -> ctx.fireChannelRead(new VideoMessage(message.timestamp(), streamId, body));
            case ChunkMessage.AUDIO -> ctx.fireChannelRead(new AudioMessage(message.timestamp(), streamId, body));
            case ChunkMessage.ACKNOWLEDGEMENT ->
                ctx.fireChannelRead(new Acknowledgement(int32(message, 0) & 0xFFFF_FFFFL));
            case ChunkMessage.WINDOW_ACKNOWLEDGEMENT_SIZE ->
                ctx.fireChannelRead(new WindowAcknowledgementSize(int32(message, 0)));
            case MessageType.SET_PEER_BANDWIDTH ->
                ctx.fireChannelRead(new SetPeerBandwidth(int32(message, 0), body.length > 4 ? body[4] : 0));
            case MessageType.USER_CONTROL -> userControl(ctx, message);
            case MessageType.COMMAND -> ctx.fireChannelRead(command(streamId, body, 0));
            case MessageType.COMMAND_AMF3 -> ctx.fireChannelRead(command(streamId, body, selector(body)));
            case MessageType.DATA -> data(ctx, streamId, body, 0);
            case MessageType.DATA_AMF3 -> data(ctx, streamId, body, selector(body));
            case MessageType.AGGREGATE -> AggregateDecoder.split(message).forEach(part -> decode(ctx, part));
            default -> {
                // Nothing a publisher says in another type concerns us.
            }
        }
    }

    /** COMPAT 2012: encoders with objectEncoding 3 put a byte 0 before what is AMF0 nevertheless. */
    private static int selector(byte[] body) {
        return body.length > 0 && body[0] == 0 ? 1 : 0;
    }

    private static void userControl(ChannelHandlerContext ctx, ChunkMessage message) {
        if (message.body().length < 6) {
            return;
        }
        int event = int32(message, 0) >>> 16;
        ctx.fireChannelRead(new UserControl(event, int32(message, 2)));
    }

    /** Metadata is a hint: one that is broken, or has an index of a thousand keyframes, is no reason to turn a publisher away. */
    private static void data(ChannelHandlerContext ctx, int streamId, byte[] body, int from) {
        List<AmfValue> values;
        try {
            values = new Amf0Decoder(body, from).values();
        } catch (AmfException e) {
            return;
        }
        ctx.fireChannelRead(new DataMessage(streamId, values));
    }

    private static CommandMessage command(int streamId, byte[] body, int from) {
        List<AmfValue> values = new Amf0Decoder(body, from).values();
        if (values.isEmpty() || !(values.get(0) instanceof AmfValue.Text name)) {
            throw new MessageException("command: " + values.size() + " values (expected: a name first)");
        }
        double transaction = values.size() > 1 && values.get(1) instanceof AmfValue.Number number ? number.value() : 0;
        return new CommandMessage(
                streamId, name.value(), transaction, values.subList(Math.min(2, values.size()), values.size()));
    }

    private static int int32(ChunkMessage message, int at) {
        if (message.body().length < at + 4) {
            throw new MessageException("message of type " + message.type() + ": " + message.body().length
                    + " bytes (expected: at least " + (at + 4) + ")");
        }
        return ByteBuffer.wrap(message.body()).getInt(at);
    }
}
