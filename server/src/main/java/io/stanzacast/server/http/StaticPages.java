package io.stanzacast.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The pages of the web client, from the class path into memory once, each with its gzip form and ETag. Immutable. */
public final class StaticPages implements Route {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'%s; img-src 'self' data: blob:; "
                    + "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";
    private static final String STRICT = String.format(POLICY, "");
    private static final String CONVERSE =
            String.format(POLICY, " 'unsafe-inline'"); // Converse 14 styles elements in place, 2026-11

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("map", "application/json"));

    private record Page(byte[] bytes, byte @Nullable [] gzip, String type, String etag) {}

    private final Map<String, Page> pages;

    private StaticPages(Map<String, Page> pages) {
        this.pages = pages;
    }

    /** Reads what lies under {@code web/} on the class path; blocks, so only at start. */
    public static StaticPages load() {
        URL index = StaticPages.class.getClassLoader().getResource("web/index.html");
        if (index == null) {
            throw new IllegalStateException(
                    "web/index.html is not on the class path (expected: the web client's build)");
        }
        try {
            URI uri = index.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    return new StaticPages(read(jar.getPath("web")));
                }
            }
            return new StaticPages(read(Path.of(uri).getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Page> read(Path root) throws IOException {
        Map<String, Page> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = "/" + root.relativize(file).toString().replace('\\', '/');
                String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                if (type != null) {
                    byte[] bytes = Files.readAllBytes(file);
                    pages.put(name, new Page(bytes, gzip(bytes, type), type, etag(bytes)));
                }
            }
        }
        return pages;
    }

    private static byte @Nullable [] gzip(byte[] bytes, String type) throws IOException {
        if (bytes.length < 512
                || type.startsWith("font/woff")
                || (type.startsWith("image/") && !type.contains("svg"))) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size() < bytes.length ? out.toByteArray() : null;
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            FullHttpResponse refusal = Responses.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "GET or HEAD expected");
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            Responses.send(ctx, request, refusal);
            return;
        }
        int end = request.uri().indexOf('?');
        String path = end < 0 ? request.uri() : request.uri().substring(0, end);
        String file = fileOf(path);
        Page page = pages.get(file);
        if (page == null) {
            Responses.send(ctx, request, Responses.text(HttpResponseStatus.NOT_FOUND, "no such page"));
            return;
        }
        boolean gzip = page.gzip != null && acceptsGzip(request);
        String etag = '"' + page.etag + (gzip ? "-gz\"" : "\"");
        boolean known = etag.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        byte[] body = known ? new byte[0] : gzip ? page.gzip : page.bytes;
        FullHttpResponse response = Responses.of(
                known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
                page.type,
                Unpooled.wrappedBuffer(body));
        if (known) {
            response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        response.headers()
                .set(HttpHeaderNames.ETAG, etag)
                .set(HttpHeaderNames.VARY, "Accept-Encoding")
                .set(
                        HttpHeaderNames.CACHE_CONTROL,
                        file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        if (gzip && !known) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        if (page.type.startsWith("text/html")) {
            response.headers()
                    .set("Content-Security-Policy", path.startsWith("/client/") ? CONVERSE : STRICT)
                    .set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        }
        Responses.send(ctx, request, response);
    }

    private static String fileOf(String path) {
        if (path.equals("/")) {
            return "/index.html";
        }
        if (path.startsWith("/c/")) {
            return "/channel.html";
        }
        if (path.startsWith("/client/")) {
            return "/client.html";
        }
        return path;
    }

    private static boolean acceptsGzip(FullHttpRequest request) {
        String accepted = request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, "");
        return accepted.contains("gzip") && !accepted.matches(".*gzip;\\s*q=0(\\.0*)?\\s*(,.*|$)");
    }
}
