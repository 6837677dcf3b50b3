package io.stanzacast.media.rtmp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.stanzacast.media.bitstream.BitstreamException;
import io.stanzacast.media.container.flv.UnsupportedMediaException;
import io.stanzacast.media.live.LiveStream;
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
import java.util.Optional;
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
    private static final int PING_SECONDS = 10;
    private static final int HOLD_MILLIS = 500;

    private final RtmpConfig config;
    private final StreamRegistry registry;
    private final Admission admission;
    private final ChunkDecoder chunks;
    private final InetSocketAddress remote;
    private final String session;
    private final Patience patience;
    private final PlainCommands plainCommands = new PlainCommands();
    private final Queue<RtmpMessage> waiting = new ArrayDeque<>();
    private ConnectionState state = ConnectionState.OPENED;
    private String application = "";
    private String closeReason = "closed by the peer";
    private String published = "";
    private int publishingStream;
    private int seconds;
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
        this.patience = new Patience(config);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        log.info("[rtmp {}] opened from {}", session, remote.getAddress().getHostAddress());
        everySecond = ctx.executor().scheduleAtFixedRate(() -> secondPassed(ctx), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = ConnectionState.LEAVING;
        if (everySecond != null) {
            everySecond.cancel(false);
        }
        endPublication();
        log.info("[rtmp {}] closed: {}{}", session, closeReason, published);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        RtmpMessage message = (RtmpMessage) received;
        if (state == ConnectionState.CHECKING) {
            waiting.add(message);
            if (waiting.size() > MAX_WAITING) {
                close(ctx, "more than " + MAX_WAITING + " messages before the answer to publish");
            }
        } else if (state != ConnectionState.LEAVING) {
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
        } else if (state == ConnectionState.PUBLISHING && publication != null) {
            publication.media(message);
        }
    }

    private void command(ChannelHandlerContext ctx, CommandMessage command) {
        if (state == ConnectionState.OPENED && !command.name().equals("connect")) {
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
        if (state != ConnectionState.OPENED) {
            send(ctx, Replies.error(command.transactionId(), "already connected"));
            return;
        }
        if (!command.arguments().isEmpty()
                && command.arguments().get(0) instanceof AmfValue.Properties properties
                && properties.values().get("app") instanceof AmfValue.Text app) {
            application = app.value();
        }
        state = ConnectionState.CONNECTED;
        Replies.connected(command.transactionId(), config).forEach(answer -> send(ctx, answer));
    }

    private void publish(ChannelHandlerContext ctx, CommandMessage command) {
        int stream = command.streamId();
        if (state == ConnectionState.PUBLISHING) {
            send(ctx, Replies.refused(stream, Replies.BAD_NAME, "already publishing on this connection"));
            return;
        }
        publishingStream = stream;
        state = ConnectionState.CHECKING;
        ctx.channel().config().setAutoRead(false);
        admission.ask(
                StreamName.of(application, command.text(1)),
                new Admission.Applicant(
                        session,
                        remote,
                        ctx.executor(),
                        () -> kicked(ctx),
                        () -> state == ConnectionState.CHECKING,
                        outcome -> decided(ctx, outcome)));
    }

    private void kicked(ChannelHandlerContext ctx) {
        if (publication != null) {
            leave(ctx, Replies.DENIED, "the server ended this publication");
        }
    }

    private void decided(ChannelHandlerContext ctx, Outcome outcome) {
        if (state != ConnectionState.CHECKING) {
            return;
        }
        if (outcome instanceof Outcome.Admitted admitted) {
            begin(ctx, admitted.stream());
        } else if (outcome instanceof Outcome.Rejected rejected) {
            leave(ctx, rejected.code(), rejected.description());
        } else if (outcome instanceof Outcome.Dropped dropped) {
            close(ctx, dropped.reason());
        } else {
            throw new AssertionError(outcome);
        }
    }

    private void begin(ChannelHandlerContext ctx, LiveStream stream) {
        log.info("[rtmp {}] publishes {}", session, stream.path());
        publication = new Publication(
                stream,
                registry,
                task -> ctx.executor().schedule(task, HOLD_MILLIS, TimeUnit.MILLISECONDS),
                config.mediaSeconds());
        state = ConnectionState.PUBLISHING;
        chunks.setLimits(config.limitsForPublishers());
        send(ctx, new UserControl(UserControl.STREAM_BEGIN, publishingStream));
        send(ctx, Replies.publishing(publishingStream));
        flush(ctx);
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        while (state == ConnectionState.PUBLISHING && !waiting.isEmpty()) {
            try {
                take(ctx, waiting.remove());
            } catch (RuntimeException e) {
                exceptionCaught(ctx, e);
            }
        }
    }

    private void unpublish() {
        if (state == ConnectionState.PUBLISHING) {
            state = ConnectionState.CONNECTED;
            endPublication();
        }
    }

    private void endPublication() {
        if (publication != null) {
            publication.end();
            published = ", published " + publication;
            publication = null;
        }
    }

    /** Tells the peer why, and closes so that it learns it. */
    private void leave(ChannelHandlerContext ctx, String code, String description) {
        if (state == ConnectionState.LEAVING) {
            return;
        }
        closeReason = description;
        state = ConnectionState.LEAVING;
        endPublication();
        Goodbye.say(ctx, Replies.refused(publishingStream, code, description));
    }

    private void close(ChannelHandlerContext ctx, String reason) {
        if (state != ConnectionState.LEAVING) {
            closeReason = reason;
            state = ConnectionState.LEAVING;
        }
        ctx.close();
    }

    private void secondPassed(ChannelHandlerContext ctx) {
        seconds++;
        boolean writable = ctx.channel().isWritable();
        Optional<String> impatience = patience.secondPassed(state, writable);
        if (impatience.isPresent()) {
            close(ctx, impatience.get());
        } else if (publication != null && !publication.secondPassed()) {
            leave(ctx, Replies.DENIED, "no media for " + config.mediaSeconds() + " s");
        } else if (publication != null && writable && seconds % PING_SECONDS == 0) {
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
        if (state != ConnectionState.CHECKING) {
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
