package io.stanzacast.xmpp.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a stream, split anyhow, to its root and first-level elements (RFC 6120 §11): strict UTF-8, namespaces, no comment, processing
 * instruction, document type or entity, all sizes bounded before they are kept. Each byte is looked at a fixed number of times. Keeps nothing
 * but the bytes of the element that is not complete. Of one thread; lives as long as its connection.
 *
 * <p>After an {@link XmlException} it decodes nothing any more.
 */
public final class ElementDecoder {
    private static final byte[] NONE = new byte[0];

    private final Output output;
    private DecoderLimits limits;
    private final CharacterCheck characters = new CharacterCheck();
    private TagScanner scanner;
    private ElementParser parser = new ElementParser();
    private byte[] window = NONE;
    private int start;
    private int scanned;
    private int end;
    private boolean owned;
    private boolean running;
    private boolean paused;
    private boolean finished;
    private XmlException.@Nullable Kind wrongAtEnd;

    /** Where it goes; may call {@link #pause()}, {@link #restart} and {@link #resume()}. */
    public interface Output {
        /** The root's start tag. */
        void opened(StreamOpen open);

        /** A whole first-level element. */
        void received(Element element);

        /** The root's end tag; nothing follows. */
        void closed();
    }

    public ElementDecoder(DecoderLimits limits, Output output) {
        this.limits = limits;
        this.output = output;
        this.scanner = new TagScanner(1, limits);
    }

    /** Decodes what it can; {@code bytes} may be used anew as soon as this returns. */
    public void decode(byte[] bytes, int from, int to) throws XmlException {
        if (finished || wrongAtEnd != null) {
            return;
        }
        int good = characters.check(bytes, from, to);
        if (good < to) {
            wrongAtEnd = characters.wrong();
        }
        if (start == end) {
            window = bytes;
            start = from;
            scanned = from;
            end = good;
            owned = false;
        } else {
            append(bytes, from, good);
        }
        if (!running) {
            run();
        }
    }

    /** Leaves what comes undecoded until {@link #resume()}. */
    public void pause() {
        paused = true;
    }

    public void resume() throws XmlException {
        paused = false;
        if (!running) {
            run();
        }
    }

    /** Awaits a new root, with limits of its own; what is not decoded yet belongs to it (RFC 6120 §4.3.3). */
    public void restart(DecoderLimits newLimits) {
        limits = newLimits;
        scanner = new TagScanner(1, newLimits);
        parser = new ElementParser();
    }

    /** How many bytes wait for being decoded, be it for the rest of their element or for {@link #resume()}; a wrong one counts as one. */
    public int undecodedBytes() {
        return end - start + (wrongAtEnd == null ? 0 : 1);
    }

    /** Decodes nothing any more and forgets what waits. */
    public void stop() {
        finished = true;
        window = NONE;
        start = 0;
        end = 0;
    }

    /**
     * Decodes a document of its own, such as a WebSocket message (RFC 7395 §3.3.3).
     *
     * @throws XmlException also if it is not complete, or more follows than white space
     */
    public static Element document(byte[] bytes, int from, int to, DecoderLimits limits) throws XmlException {
        CharacterCheck characters = new CharacterCheck();
        if (characters.check(bytes, from, to) < to && characters.wrong() != null) {
            throw new XmlException(characters.wrong(), "bytes that are no characters of XML in UTF-8");
        }
        if (to - from > limits.maxBytes()) {
            throw XmlException.tooLarge("bytes", to - from, limits.maxBytes());
        }
        int begin = skipSpaces(bytes, from, to);
        TagScanner scanner = new TagScanner(0, limits);
        if (begin == to || bytes[begin] != '<' || scanner.scan(bytes, begin, to) != TagScanner.Found.ELEMENT) {
            throw XmlException.notWellFormed("no whole element");
        }
        int close = scanner.position();
        if (skipSpaces(bytes, close, to) < to) {
            throw XmlException.notWellFormed("text behind the root");
        }
        return new ElementParser().element(bytes, XmlDeclaration.skip(bytes, begin, close), close, limits);
    }

    private void run() throws XmlException {
        running = true;
        try {
            while (!paused && !finished && start < end) {
                if (!next()) {
                    break;
                }
            }
            if (!paused && wrongAtEnd != null && !finished) {
                throw new XmlException(wrongAtEnd, "bytes that are no characters of XML in UTF-8");
            }
            keepRest();
        } catch (XmlException e) {
            stop();
            throw e;
        } finally {
            running = false;
        }
    }

    /** @return whether something was found */
    private boolean next() throws XmlException {
        if (scanned == start && scanner.isBetweenElements()) {
            start = skipSpaces(window, start, end);
            scanned = start;
            if (start == end) {
                return false;
            }
            if (window[start] != '<') {
                throw scanner.isInRoot()
                        ? new XmlException(XmlException.Kind.BAD_FORMAT, "no text is allowed between elements")
                        : XmlException.notWellFormed("text before the root");
            }
        }
        TagScanner.Found found = scanner.scan(window, scanned, end);
        scanned = scanner.position();
        if (scanned - start > limits.maxBytes()) {
            throw XmlException.tooLarge("bytes", scanned - start, limits.maxBytes());
        }
        int from = start;
        if (found != TagScanner.Found.NOTHING) {
            start = scanned;
        }
        switch (found) {
            case NOTHING -> {
                return false;
            }
            case HEAD -> head(from);
            case ELEMENT -> output.received(parser.element(window, from, scanned, limits));
            case END -> {
                parser.end(window, from, scanned);
                stop();
                output.closed();
            }
        }
        return true;
    }

    private void head(int from) throws XmlException {
        StreamOpen open = parser.head(window, from, scanned, limits);
        boolean empty = parser.isEmptyRoot();
        output.opened(open);
        if (empty) {
            stop();
            output.closed();
        }
    }

    private void keepRest() {
        if (start >= end) {
            window = NONE;
            start = 0;
            scanned = 0;
            end = 0;
            owned = false;
        } else if (!owned) {
            window = Arrays.copyOfRange(window, start, end);
            scanned -= start;
            end -= start;
            start = 0;
            owned = true;
        }
    }

    private void append(byte[] bytes, int from, int to) throws XmlException {
        int waiting = end - start;
        int more = to - from;
        // within a turn the window may still be the caller's, whose bytes are not ours to overwrite
        if (!owned || end + more > window.length) {
            int most = 4 * limits.maxBytes();
            if (waiting + more > most) {
                throw XmlException.tooLarge("bytes waiting", waiting + (long) more, most);
            }
            byte[] larger = new byte[Math.max(waiting + more, Math.min(2 * waiting, most))];
            System.arraycopy(window, start, larger, 0, waiting);
            window = larger;
            scanned -= start;
            start = 0;
            end = waiting;
            owned = true;
        }
        System.arraycopy(bytes, from, window, end, more);
        end += more;
    }

    private static int skipSpaces(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && TagScanner.isSpace(bytes[at])) {
            at++;
        }
        return at;
    }
}
