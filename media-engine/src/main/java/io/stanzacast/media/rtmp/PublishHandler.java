package io.stanzacast.media.rtmp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.stanzacast.media.bitstream.BitstreamException;
import io.stanzacast.media.container.flv.UnsupportedMediaException;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.rtmp.Admission.Outcome;
import io.stanzacast.media.rtmp.amf.AmfException;
import io.stanzacast.media.rtmp.amf.AmfValue;
import io.stanzacast.media.rtmp.chunk.ChunkDecoder;
import io.stanzacast.media.rtmp.chunk.ChunkException;
import io.stanzacast.media.rtmp.handshake.HandshakeException;
import io.stanzacast.media.rtmp.message.CommandMessage;
import io.stanzacast.media.rtmp.message.MessageException;
import io.stanzacast.media.rtmp.message.RtmpMessage;
import io.stanzacast.media.rtmp.message.UserControl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RTMP connection from connect to close (RTMP 1.0 §7.2): answers commands, asks {@link Admission} once per publish, then feeds the
 * {@link Publication}. Owner: the connection's event loop.
 */
final class PublishHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(PublishHandler.class);
    private static final int MAX_WAITING = 256;
    private static final int MAX_CHECKING_SECONDS = 30;
    private static final int MAX_UNWRITABLE_SECONDS = 10;
    private static final int PING_SECONDS = 10;
    private static final int HOLD_MILLIS = 500;

    private enum State {
        OPENED,
        CONNECTED,
        CHECKING,
        PUBLISHING,
        LEAVING
    }

    private final RtmpConfig config;
    private final StreamRegistry registry;
    private final Admission admission;
    private final ChunkDecoder chunks;
    private final InetSocketAddress remote;
    private final String session;
    private final PlainCommands plainCommands = new PlainCommands();
    private final Queue<RtmpMessage> waiting = new ArrayDeque<>();
    private State state = State.OPENED;
    private String application = "";
    private String closeReason = "closed by the peer";
    private int publishingStream;
    private int seconds;
    private int stateSeconds;
    private int unwritableSeconds;
    private boolean dirty;
    private @Nullable Publication publication;
    private @Nullable Future<?> everySecond;

    /**
     * @param chunks of the same pipeline, whose limits widen once a key was accepted
     * @param session identity in logs
     */
    PublishHandler(
            RtmpConfig config,
            StreamRegistry registry,
            Admission admission,
            ChunkDecoder chunks,
            InetSocketAddress remote,
            String session) {
        this.config = config;
        this.registry = registry;
        this.admission = admission;
        this.chunks = chunks;
        this.remote = remote;
        this.session = session;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        log.info("[rtmp {}] opened from {}", session, remote.getAddress().getHostAddress());
        everySecond = ctx.executor().scheduleAtFixedRate(() -> secondPassed(ctx), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        enter(State.LEAVING);
        if (everySecond != null) {
            everySecond.cancel(false);
        }
        String published = publication == null ? "" : ", published " + publication;
        endPublication();
        log.info("[rtmp {}] closed: {}{}", session, closeReason, published);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        RtmpMessage message = (RtmpMessage) received;
        if (state == State.CHECKING) {
            waiting.add(message);
            if (waiting.size() > MAX_WAITING) {
                close(ctx, "more than " + MAX_WAITING + " messages before the answer to publish");
            }
        } else if (state != State.LEAVING) {
            take(ctx, message);
        }
    }

    private void take(ChannelHandlerContext ctx, RtmpMessage message) {
        if (message instanceof CommandMessage command) {
            command(ctx, command);
        } else if (message instanceof UserControl control) {
            if (control.event() == UserControl.PING_REQUEST) {
                send(ctx, new UserControl(UserControl.PING_RESPONSE, control.value()));
            }
        } else if (state == State.PUBLISHING && publication != null) {
            publication.media(message);
        }
    }

    private void command(ChannelHandlerContext ctx, CommandMessage command) {
        if (state == State.OPENED && !command.name().equals("connect")) {
            close(ctx, "a command before connect");
            return;
        }
        switch (command.name()) {
            case "connect" -> connect(ctx, command);
            case "publish" -> publish(ctx, command);
            case "FCUnpublish", "deleteStream", "closeStream" -> unpublish();
            default -> plainCommands.answer(command).forEach(answer -> send(ctx, answer));
        }
    }

    private void connect(ChannelHandlerContext ctx, CommandMessage command) {
        if (state != State.OPENED) {
            send(ctx, Replies.error(command.transactionId(), "already connected"));
            return;
        }
        if (!command.arguments().isEmpty()
                && command.arguments().get(0) instanceof AmfValue.Properties properties
                && properties.values().get("app") instanceof AmfValue.Text app) {
            application = app.value();
        }
        enter(State.CONNECTED);
        Replies.connected(command.transactionId(), config).forEach(answer -> send(ctx, answer));
    }

    private void publish(ChannelHandlerContext ctx, CommandMessage command) {
        int stream = command.streamId();
        if (state == State.PUBLISHING) {
            send(ctx, Replies.refused(stream, Replies.BAD_NAME, "already publishing on this connection"));
            return;
        }
        publishingStream = stream;
        enter(State.CHECKING);
        ctx.channel().config().setAutoRead(false);
        Runnable kick = () -> leave(ctx, Replies.DENIED, "the server ended this publication");
        admission.ask(
                StreamName.of(application, command.text(1)),
                new Admission.Applicant(session, remote, ctx.executor(), kick, outcome -> decided(ctx, outcome)));
    }

    private void decided(ChannelHandlerContext ctx, Outcome outcome) {
        if (outcome instanceof Outcome.Admitted admitted) {
            publication = new Publication(
                    admitted.stream(),
                    registry,
                    task -> ctx.executor().schedule(task, HOLD_MILLIS, TimeUnit.MILLISECONDS),
                    config.mediaSeconds());
            if (state == State.CHECKING) {
                begin(ctx, admitted.stream().path().value());
            } else {
                endPublication();
            }
        } else if (state != State.CHECKING) {
            return;
        } else if (outcome instanceof Outcome.Rejected rejected) {
            leave(ctx, rejected.code(), rejected.description());
        } else if (outcome instanceof Outcome.Dropped dropped) {
            close(ctx, dropped.reason());
        } else {
            throw new AssertionError(outcome);
        }
    }

    private void begin(ChannelHandlerContext ctx, String path) {
        log.info("[rtmp {}] publishes {}", session, path);
        enter(State.PUBLISHING);
        chunks.setLimits(config.limitsForPublishers());
        send(ctx, new UserControl(UserControl.STREAM_BEGIN, publishingStream));
        send(ctx, Replies.publishing(publishingStream));
        flush(ctx);
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        while (state == State.PUBLISHING && !waiting.isEmpty()) {
            try {
                take(ctx, waiting.remove());
            } catch (RuntimeException e) {
                exceptionCaught(ctx, e);
            }
        }
    }

    private void unpublish() {
        if (state == State.PUBLISHING) {
            enter(State.CONNECTED);
            endPublication();
        }
    }

    private void endPublication() {
        if (publication != null) {
            publication.end();
            publication = null;
        }
    }

    /** Tells the peer why, and closes so that it learns it. */
    private void leave(ChannelHandlerContext ctx, String code, String description) {
        if (state == State.LEAVING) {
            return;
        }
        closeReason = description;
        enter(State.LEAVING);
        endPublication();
        Goodbye.say(ctx, Replies.refused(publishingStream, code, description));
    }

    private void close(ChannelHandlerContext ctx, String reason) {
        if (state != State.LEAVING) {
            closeReason = reason;
            enter(State.LEAVING);
        }
        ctx.close();
    }

    private void enter(State next) {
        state = next;
        stateSeconds = 0;
    }

    private void secondPassed(ChannelHandlerContext ctx) {
        seconds++;
        stateSeconds++;
        unwritableSeconds = ctx.channel().isWritable() ? 0 : unwritableSeconds + 1;
        if (unwritableSeconds >= MAX_UNWRITABLE_SECONDS) {
            close(ctx, "does not read what it is sent");
        } else if (state == State.OPENED && stateSeconds >= config.connectSeconds()) {
            close(ctx, "no connect within " + config.connectSeconds() + " s");
        } else if (state == State.CONNECTED && stateSeconds >= config.publishSeconds()) {
            close(ctx, "no publish within " + config.publishSeconds() + " s");
        } else if (state == State.CHECKING && stateSeconds >= MAX_CHECKING_SECONDS) {
            leave(ctx, Replies.DENIED, "no decision on the stream key");
        } else if (state == State.PUBLISHING && publication != null && !publication.secondPassed()) {
            leave(ctx, Replies.DENIED, "no media for " + config.mediaSeconds() + " s");
        } else if (state == State.PUBLISHING
                && seconds % PING_SECONDS == 0
                && ctx.channel().isWritable()) {
            ctx.writeAndFlush(new UserControl(UserControl.PING_REQUEST, seconds * 1000));
        }
    }

    private void send(ChannelHandlerContext ctx, RtmpMessage message) {
        ctx.write(message);
        dirty = true;
    }

    private void flush(ChannelHandlerContext ctx) {
        if (dirty) {
            dirty = false;
            ctx.flush();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush(ctx);
    }

    /** A peer that does not read gets no more to read: its requests wait. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (state != State.CHECKING) {
            ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof UnsupportedMediaException || cause instanceof BitstreamException) {
            leave(ctx, Replies.DENIED, String.valueOf(cause.getMessage()));
        } else if (isProtocolError(cause) || cause instanceof IOException) {
            close(ctx, String.valueOf(cause.getMessage()));
        } else {
            log.error("[rtmp {}] failed", session, cause);
            close(ctx, "internal error");
        }
    }

    private static boolean isProtocolError(Throwable cause) {
        return cause instanceof ChunkException
                || cause instanceof MessageException
                || cause instanceof AmfException
                || cause instanceof HandshakeException;
    }
}
