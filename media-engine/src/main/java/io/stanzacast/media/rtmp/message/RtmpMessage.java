package io.stanzacast.media.rtmp.message;

/** What a peer says in one message (RTMP 1.0 §5.4, §6.2, §7.1). */
public sealed interface RtmpMessage
        permits Acknowledgement,
                AudioMessage,
                CommandMessage,
                DataMessage,
                SetChunkSize,
                SetPeerBandwidth,
                UserControl,
                VideoMessage,
                WindowAcknowledgementSize {}
