package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.live.WatchPolicy;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Serves everything below {@code /hls/} (draft-pantos-hls-rfc8216bis-22 §6.2): playlists, held back until what they are asked for is there,
 * initialization sections, parts and segments. Has no state of its own; safe for any thread.
 */
public final class HlsHandler {
    private static final String NOT_FOUND_CACHING = "max-age=1";
    private static final String NO_STORE = "no-store";
    private static final String NO_CACHE = "no-cache";

    /** Longer than a window by this much may caches keep media. */
    private static final int EXTRA_CACHE_SECONDS = 60;

    private final HlsConfig config;
    private final HlsOutputs outputs;
    private final WatchPolicy watchers;
    private final Ticker ticker;
    private final String mediaCaching;
    private final String reloadCaching;

    @Inject
    public HlsHandler(HlsConfig config, HlsOutputs outputs, WatchPolicy watchers) {
        this(config, outputs, watchers, Ticker.systemTicker());
    }

    HlsHandler(HlsConfig config, HlsOutputs outputs, WatchPolicy watchers, Ticker ticker) {
        this.config = config;
        this.outputs = outputs;
        this.watchers = watchers;
        this.ticker = ticker;
        this.mediaCaching = "public, max-age=" + (config.windowSeconds() + EXTRA_CACHE_SECONDS) + ", immutable";
        this.reloadCaching = "public, max-age=" + config.targetSeconds();
    }

    /**
     * Answers a request by one {@code FullHttpResponse}, written and flushed through {@code ctx}, at once or when what it asks for has come,
     * after {@link HlsConfig#maxWait} at the latest. Its headers say nothing of the connection.
     *
     * @param ctx on whose event loop this is called, for one request at a time
     * @param request remains the caller's
     */
    public void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        HlsRequest asked = HlsRequest.of(ctx, request);
        if (request.method().equals(HttpMethod.OPTIONS)) {
            HlsResponder.options(asked);
        } else if (request.method().equals(HttpMethod.GET) || asked.head()) {
            serve(asked);
        } else {
            HlsResponder.methodNotAllowed(asked);
        }
    }

    private void serve(HlsRequest request) {
        int query = request.uri().indexOf('?');
        Optional<HlsPath> path =
                HlsPath.parse(query < 0 ? request.uri() : request.uri().substring(0, query));
        if (path.isEmpty()) {
            notFound(request);
            return;
        }
        if (!watchers.mayWatch(path.get().path())) {
            HlsResponder.empty(request, HttpResponseStatus.FORBIDDEN, NO_STORE);
            return;
        }
        String file = path.get().file();
        if (file.equals(MediaName.MULTIVARIANT)) {
            outputs.newest(path.get().path())
                    .ifPresentOrElse(newest -> multivariant(request, newest), () -> notFound(request));
            return;
        }
        Optional<Presentation> presentation =
                outputs.find(path.get().path(), path.get().epoch());
        if (presentation.isEmpty()) {
            notFound(request);
        } else if (file.equals(MediaName.PLAYLIST)) {
            playlist(request, presentation.get());
        } else {
            MediaName.parse(file)
                    .ifPresentOrElse(name -> media(request, presentation.get(), name), () -> notFound(request));
        }
    }

    private void multivariant(HlsRequest request, Presentation presentation) {
        send(request, presentation.snapshot(), EncodedForms.Form.MULTIVARIANT, NO_CACHE);
    }

    private void playlist(HlsRequest request, Presentation presentation) {
        Optional<ReloadDirectives> directives = ReloadDirectives.parse(request.uri());
        if (directives.isEmpty()) {
            HlsResponder.empty(request, HttpResponseStatus.BAD_REQUEST, NO_STORE);
        } else if (!presentation.isListed()) {
            notFound(request);
        } else if (directives.get().isMet(presentation.snapshot())) {
            playlist(request, presentation, directives.get());
        } else if (directives.get().isTooFarAhead(presentation.snapshot())) {
            HlsResponder.empty(request, HttpResponseStatus.BAD_REQUEST, NO_STORE);
        } else {
            block(
                    request,
                    presentation,
                    directives.get()::isMet,
                    () -> playlist(request, presentation, directives.get()));
        }
    }

    private void playlist(HlsRequest request, Presentation presentation, ReloadDirectives directives) {
        if (!presentation.isListed()) {
            notFound(request);
            return;
        }
        boolean delta = directives.skip() && config.skipUntilSeconds() > 0;
        send(
                request,
                presentation.snapshot(),
                delta ? EncodedForms.Form.DELTA : EncodedForms.Form.MEDIA,
                directives.any() ? reloadCaching : NO_CACHE);
    }

    private void send(HlsRequest request, Snapshot snapshot, EncodedForms.Form form, String caching) {
        HlsResponder.playlist(
                request,
                snapshot.entityTag(form, request.gzip()),
                caching,
                () -> snapshot.encode(form, request.gzip(), request.ctx().alloc()));
    }

    private void media(HlsRequest request, Presentation presentation, MediaName name) {
        Snapshot snapshot = presentation.snapshot();
        boolean awaited = name.kind() == MediaName.Kind.PART && name.number() == snapshot.nextPart();
        if (awaited && !snapshot.isEnded() && snapshot.isPlayable()) {
            block(
                    request,
                    presentation,
                    later -> later.nextPart() > name.number(),
                    () -> media(request, presentation, name, presentation.snapshot()));
        } else {
            media(request, presentation, name, snapshot);
        }
    }

    private void media(HlsRequest request, Presentation presentation, MediaName name, Snapshot snapshot) {
        Optional<ByteBuf> bytes = presentation.isDiscarded()
                ? Optional.empty()
                : switch (name.kind()) {
                    case INIT ->
                        snapshot.init(name.number())
                                .flatMap(init -> init.bytes().share());
                    case PART ->
                        snapshot.part(name.number())
                                .flatMap(part -> part.bytes().share());
                    case SEGMENT ->
                        snapshot.segment(name.number())
                                .flatMap(segment -> segment.share(request.ctx().alloc()));
                };
        bytes.ifPresentOrElse(
                content -> HlsResponder.media(
                        request,
                        '"' + presentation.epoch() + '-' + name.kind() + name.number() + '"',
                        mediaCaching,
                        content),
                () -> notFound(request));
    }

    private void block(HlsRequest request, Presentation presentation, Predicate<Snapshot> until, Runnable ready) {
        BlockedRequest blocked = new BlockedRequest(
                request.ctx(),
                until,
                ticker.nanoTime() + config.maxWait().toNanos(),
                ready,
                () -> HlsResponder.empty(request, HttpResponseStatus.SERVICE_UNAVAILABLE, NO_STORE));
        if (!presentation.block(blocked)) {
            HlsResponder.empty(request, HttpResponseStatus.SERVICE_UNAVAILABLE, NO_STORE);
        }
    }

    private static void notFound(HlsRequest request) {
        HlsResponder.empty(request, HttpResponseStatus.NOT_FOUND, NOT_FOUND_CACHING);
    }
}
