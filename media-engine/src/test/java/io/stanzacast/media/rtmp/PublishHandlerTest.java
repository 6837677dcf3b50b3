package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.PublishPolicy.Answer;
import io.stanzacast.media.live.PublishPolicy.OnBusy;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.rtmp.amf.AmfException;
import io.stanzacast.media.rtmp.amf.AmfValue;
import io.stanzacast.media.rtmp.chunk.ChunkDecoder;
import io.stanzacast.media.rtmp.message.AudioMessage;
import io.stanzacast.media.rtmp.message.CommandMessage;
import io.stanzacast.media.rtmp.message.DataMessage;
import io.stanzacast.media.rtmp.message.RtmpMessage;
import io.stanzacast.media.rtmp.message.SetChunkSize;
import io.stanzacast.media.rtmp.message.SetPeerBandwidth;
import io.stanzacast.media.rtmp.message.UserControl;
import io.stanzacast.media.rtmp.message.VideoMessage;
import io.stanzacast.media.rtmp.message.WindowAcknowledgementSize;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RTMP 1.0 §7.2")
class PublishHandlerTest {
    private static final AmfValue NULL = new AmfValue.Null();
    private static final InetSocketAddress REMOTE = new InetSocketAddress("192.0.2.1", 40_000);

    private final StreamRegistry registry = new StreamRegistry();
    private final RecordingReader reader = new RecordingReader();
    private final List<PublishPolicy.Request> requests = new ArrayList<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final RtmpConfig config = RtmpConfig.defaults();
    private final Admission admission = new Admission(registry, this::decide, new KeyThrottle(2, Clock.systemUTC()));
    private final EmbeddedChannel channel = connection();

    PublishHandlerTest() {
        registry.addListener(reader);
    }

    private CompletableFuture<Answer> decide(PublishPolicy.Request request) {
        requests.add(request);
        return answer;
    }

    private EmbeddedChannel connection() {
        ChunkDecoder chunks = new ChunkDecoder(config.limitsForStrangers(), config.acknowledgementWindow());
        EmbeddedChannel embedded = new EmbeddedChannel();
        embedded.freezeTime();
        embedded.pipeline().addLast(new PublishHandler(config, registry, admission, chunks, REMOTE, "test"));
        embedded.pipeline().fireChannelActive();
        return embedded;
    }

    private void say(String name, double transaction, int stream, AmfValue... arguments) {
        channel.writeInbound(new CommandMessage(stream, name, transaction, List.of(arguments)));
    }

    private void connect() {
        say("connect", 1, 0, new AmfValue.Properties(Map.of("app", new AmfValue.Text("live"))));
    }

    private void publish(String name) {
        say("publish", 5, 1, NULL, new AmfValue.Text(name), new AmfValue.Text("live"));
    }

    private void accept() {
        answer.complete(new PublishPolicy.Accepted(new StreamPath("a"), OnBusy.REFUSE));
        channel.runPendingTasks();
    }

    private List<RtmpMessage> heard() {
        List<RtmpMessage> all = new ArrayList<>();
        for (RtmpMessage one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
            all.add(one);
        }
        return all;
    }

    private static String code(RtmpMessage status) {
        List<AmfValue> arguments = ((CommandMessage) status).arguments();
        Map<String, AmfValue> info = ((AmfValue.Properties) arguments.get(1)).values();
        return ((AmfValue.Text) info.get("code")).value() + ": " + ((AmfValue.Text) info.get("description")).value();
    }

    private void pass(long seconds) {
        for (long i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    @Test
    void answersConnectWithWindowsChunkSizeAndResult() {
        connect();
        List<RtmpMessage> answers = heard();
        assertThat(answers.subList(0, 3))
                .containsExactly(
                        new WindowAcknowledgementSize(2_500_000),
                        new SetPeerBandwidth(2_500_000, 2),
                        new SetChunkSize(65_536));
        CommandMessage result = (CommandMessage) answers.get(3);
        assertThat(result.name()).isEqualTo("_result");
        assertThat(result.transactionId()).isEqualTo(1);
        assertThat(code(result)).startsWith("NetConnection.Connect.Success");
    }

    @Test
    void answersWhatComesBeforePublish() {
        connect();
        heard();
        say("releaseStream", 2, 0, NULL, new AmfValue.Text("k"));
        say("FCPublish", 3, 0, NULL, new AmfValue.Text("k"));
        say("createStream", 4, 0, NULL);
        say("createStream", 5, 0, NULL);
        say("_checkbw", 6, 0, NULL);
        say("getStreamLength", 7, 0, NULL);
        say("noticeOnly", 0, 0, NULL);
        assertThat(heard().stream().map(m -> (CommandMessage) m).map(c -> c.name() + " " + (int) c.transactionId()))
                .containsExactly(
                        "_result 2", "_result 3", "onFCPublish 3", "_result 4", "_result 5", "_result 6", "_error 7");
    }

    @Test
    void numbersTheStreamsOfAConnection() {
        connect();
        heard();
        say("createStream", 4, 0, NULL);
        say("createStream", 5, 0, NULL);
        assertThat(heard().stream().map(m -> ((CommandMessage) m).arguments().get(1)))
                .containsExactly(new AmfValue.Number(1), new AmfValue.Number(2));
    }

    @Test
    void acceptsNothingBeforeTheKeyIsChecked() {
        connect();
        heard();
        publish("hush?token=1");
        channel.writeInbound(new VideoMessage(0, 1, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS)));
        assertThat(heard()).isEmpty();
        assertThat(registry.all()).isEmpty();
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(requests).containsExactly(new PublishPolicy.Request("live", "hush", REMOTE, "test"));

        accept();
        List<RtmpMessage> answers = heard();
        assertThat(answers.get(0)).isEqualTo(new UserControl(UserControl.STREAM_BEGIN, 1));
        assertThat(code(answers.get(1))).startsWith("NetStream.Publish.Start");
        assertThat(((CommandMessage) answers.get(1)).streamId()).isEqualTo(1);
        assertThat(channel.config().isAutoRead()).isTrue();

        channel.writeInbound(new AudioMessage(0, 1, Bodies.audioHeader(Bodies.AAC_44100)));
        channel.writeInbound(new VideoMessage(0, 1, Bodies.keyframe()));
        pass(1);
        assertThat(reader.video()).as("the header that came early counts").hasSize(1);
    }

    @Test
    void readsMetadataWithAndWithoutSetDataFrame() {
        connect();
        publish("k");
        accept();
        AmfValue facts = new AmfValue.Properties(Map.of(
                "framerate", new AmfValue.Number(25),
                "videocodecid", new AmfValue.Number(7),
                "videodatarate", new AmfValue.Number(2500)));
        channel.writeInbound(new DataMessage(
                1, List.of(new AmfValue.Text("@setDataFrame"), new AmfValue.Text("onMetaData"), facts)));
        channel.writeInbound(new VideoMessage(0, 1, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS)));
        channel.writeInbound(new VideoMessage(0, 1, Bodies.keyframe()));
        assertThat(reader.track(0, 1).bitsPerSecond()).isEqualTo(2_500_000);
        assertThat(Metadata.of(List.of(new AmfValue.Text("onMetaData"), facts))).isPresent();
        assertThat(Metadata.of(List.of(new AmfValue.Text("onCuePoint"), facts))).isEmpty();
    }

    @Test
    void refusesAWrongKeyWithTextAndCloses() {
        connect();
        heard();
        publish("guess");
        answer.complete(new PublishPolicy.Refused(PublishPolicy.Kind.BAD_KEY, "wrong stream key"));
        channel.runPendingTasks();
        assertThat(code(heard().get(0))).isEqualTo("NetStream.Publish.BadName: wrong stream key");
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void refusesADeniedKeyWithItsDescription() {
        connect();
        heard();
        publish("k");
        answer.complete(new PublishPolicy.Refused(PublishPolicy.Kind.DENIED, "the channel is closed"));
        channel.runPendingTasks();
        assertThat(code(heard().get(0))).isEqualTo("NetStream.Publish.Denied: the channel is closed");
    }

    @Test
    void closesWithoutAWordWhenThrottled() {
        connect();
        heard();
        publish("k");
        answer.complete(new PublishPolicy.Refused(PublishPolicy.Kind.THROTTLED, "enough"));
        channel.runPendingTasks();
        assertThat(heard()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void doesNotAskThePolicyAgainAfterTooManyWrongKeys() {
        answer.complete(new PublishPolicy.Refused(PublishPolicy.Kind.BAD_KEY, "wrong stream key"));
        for (int i = 0; i < 4; i++) {
            EmbeddedChannel guesser = connection();
            guesser.writeInbound(new CommandMessage(
                    0, "connect", 1, List.of(new AmfValue.Properties(Map.of("app", new AmfValue.Text("live"))))));
            guesser.writeInbound(new CommandMessage(1, "publish", 0, List.of(NULL, new AmfValue.Text("guess" + i))));
            guesser.runPendingTasks();
            assertThat(guesser.isOpen()).isEqualTo(i < 2);
        }
        assertThat(requests).hasSize(2);
    }

    @Test
    void refusesOtherApplicationsAndMissingKeys() {
        say("connect", 1, 0, new AmfValue.Properties(Map.of("app", new AmfValue.Text("vod"))));
        heard();
        publish("k");
        assertThat(code(heard().get(0)))
                .isEqualTo("NetStream.Publish.Denied: unknown application (expected: live or publish)");
        assertThat(requests).isEmpty();
        EmbeddedChannel other = connection();
        other.writeInbound(new CommandMessage(
                0, "connect", 1, List.of(new AmfValue.Properties(Map.of("app", new AmfValue.Text("publish"))))));
        other.releaseOutbound();
        other.writeInbound(new CommandMessage(1, "publish", 0, List.of(NULL, new AmfValue.Text(""))));
        assertThat(code(other.readOutbound())).isEqualTo("NetStream.Publish.BadName: no stream key");
    }

    @Test
    void refusesASecondPublishOnOneConnectionAndKeepsTheFirst() {
        connect();
        publish("k");
        accept();
        heard();
        publish("k");
        assertThat(code(heard().get(0))).isEqualTo("NetStream.Publish.BadName: already publishing on this connection");
        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void endsThePublicationOnceWhicheverCommandComesFirst() {
        connect();
        publish("k");
        accept();
        say("FCUnpublish", 6, 0, NULL, new AmfValue.Text("k"));
        say("deleteStream", 7, 0, NULL, new AmfValue.Number(1));
        say("closeStream", 0, 1, NULL);
        channel.close();
        assertThat(reader.events).containsExactly("published a", "ended", "unpublished a");
    }

    @Test
    void endsThePublicationWhenTheConnectionBreaks() {
        connect();
        publish("k");
        accept();
        channel.close();
        assertThat(registry.all()).isEmpty();
        assertThat(reader.events).endsWith("unpublished a");
    }

    @Test
    void publishesNothingWhenThePublisherLeftDuringTheCheck() {
        connect();
        publish("k");
        channel.close();
        accept();
        assertThat(registry.all()).isEmpty();
        assertThat(reader.events).isEmpty();
    }

    @Test
    void namesACodecItCannotTake() {
        connect();
        publish("k");
        accept();
        heard();
        channel.writeInbound(new VideoMessage(0, 1, Bodies.hex("9068766331")));
        assertThat(code(heard().get(0)))
                .isEqualTo("NetStream.Publish.Denied: video codec: hvc1 by Enhanced RTMP (expected: H.264 in the"
                        + " plain form)");
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void answersPingsAndSendsItsOwn() {
        connect();
        publish("k");
        accept();
        heard();
        channel.writeInbound(new UserControl(UserControl.PING_REQUEST, 77));
        assertThat(heard()).containsExactly(new UserControl(UserControl.PING_RESPONSE, 77));
        pass(10);
        assertThat(heard()).containsExactly(new UserControl(UserControl.PING_REQUEST, 10_000));
    }

    @Test
    void closesWhenConnectOrPublishStayAway() {
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        EmbeddedChannel idle = connection();
        idle.writeInbound(new CommandMessage(0, "connect", 1, List.of()));
        for (int i = 0; i < 15; i++) {
            assertThat(idle.isOpen()).isTrue();
            idle.advanceTimeBy(1, TimeUnit.SECONDS);
            idle.runScheduledPendingTasks();
        }
        assertThat(idle.isOpen()).isFalse();
    }

    @Test
    void endsAStreamWithoutMedia() {
        connect();
        publish("k");
        accept();
        pass(20);
        channel.writeInbound(new VideoMessage(0, 1, Bodies.interFrame()));
        pass(30);
        assertThat(registry.all()).hasSize(1);
        pass(1);
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void stopsReadingFromAPeerThatDoesNotReadAndClosesIt() {
        connect();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isFalse();
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closesOnProtocolErrorsAndEarlyCommands() {
        channel.pipeline().fireExceptionCaught(new AmfException("AMF depth: 17 (expected: at most 16)"));
        assertThat(channel.isOpen()).isFalse();
        EmbeddedChannel early = connection();
        early.writeInbound(new CommandMessage(0, "createStream", 1, List.of()));
        assertThat(early.isOpen()).isFalse();
    }
}
