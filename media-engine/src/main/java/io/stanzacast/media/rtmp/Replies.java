package io.stanzacast.media.rtmp;

import io.stanzacast.media.rtmp.amf.AmfValue;
import io.stanzacast.media.rtmp.message.CommandMessage;
import io.stanzacast.media.rtmp.message.RtmpMessage;
import io.stanzacast.media.rtmp.message.SetChunkSize;
import io.stanzacast.media.rtmp.message.SetPeerBandwidth;
import io.stanzacast.media.rtmp.message.WindowAcknowledgementSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands a server sends (RTMP 1.0 §7.2). Every status has a description: a missing one can crash OBS. */
final class Replies {
    static final String PUBLISH_START = "NetStream.Publish.Start";
    static final String BAD_NAME = "NetStream.Publish.BadName";
    static final String DENIED = "NetStream.Publish.Denied";

    private static final int DYNAMIC_LIMIT = 2;
    private static final AmfValue NULL = new AmfValue.Null();

    private Replies() {}

    /** Windows, our chunk size and the result (§7.2.1.1); what follows our chunk size is cut by it, or FFmpeg hangs. */
    static List<RtmpMessage> connected(double transactionId, RtmpConfig config) {
        Map<String, AmfValue> properties = new LinkedHashMap<>();
        properties.put("fmsVer", new AmfValue.Text("FMS/3,0,1,123"));
        properties.put("capabilities", new AmfValue.Number(31));
        Map<String, AmfValue> info = info("status", "NetConnection.Connect.Success", "Connection succeeded.");
        info.put("objectEncoding", new AmfValue.Number(0));
        CommandMessage result = new CommandMessage(
                0,
                "_result",
                transactionId,
                List.of(new AmfValue.Properties(properties), new AmfValue.Properties(info)));
        return List.of(
                new WindowAcknowledgementSize(config.acknowledgementWindow()),
                new SetPeerBandwidth(config.acknowledgementWindow(), DYNAMIC_LIMIT),
                new SetChunkSize(config.chunkSize()),
                result);
    }

    static CommandMessage result(double transactionId) {
        return new CommandMessage(0, "_result", transactionId, List.of(NULL, new AmfValue.Undefined()));
    }

    static CommandMessage streamCreated(double transactionId, int streamId) {
        return new CommandMessage(0, "_result", transactionId, List.of(NULL, new AmfValue.Number(streamId)));
    }

    /** COMPAT 2026: Livestream Studio 6 wants it, with the transaction of its FCPublish. */
    static CommandMessage onFcPublish(double transactionId) {
        return new CommandMessage(
                0,
                "onFCPublish",
                transactionId,
                List.of(NULL, new AmfValue.Properties(info("status", PUBLISH_START, "FCPublish"))));
    }

    static CommandMessage error(double transactionId, String description) {
        return new CommandMessage(
                0,
                "_error",
                transactionId,
                List.of(NULL, new AmfValue.Properties(info("error", "NetConnection.Call.Failed", description))));
    }

    static CommandMessage publishing(int streamId) {
        return onStatus(streamId, "status", PUBLISH_START, "Publishing.");
    }

    static CommandMessage refused(int streamId, String code, String description) {
        return onStatus(streamId, "error", code, description);
    }

    private static CommandMessage onStatus(int streamId, String level, String code, String description) {
        return new CommandMessage(
                streamId, "onStatus", 0, List.of(NULL, new AmfValue.Properties(info(level, code, description))));
    }

    private static Map<String, AmfValue> info(String level, String code, String description) {
        Map<String, AmfValue> info = new LinkedHashMap<>();
        info.put("level", new AmfValue.Text(level));
        info.put("code", new AmfValue.Text(code));
        info.put("description", new AmfValue.Text(description));
        return info;
    }
}
