package io.stanzacast.xmpp.xml;

/**
 * Finds where first-level elements end, looking at each byte once however the bytes are split, and enforces what must be known before more is
 * kept: depth, count of elements, size of values, and nothing but elements and text. Leaves to {@link ElementParser} whether what it found is
 * well-formed. Of one thread.
 */
final class TagScanner {
    private static final String CDATA = "CDATA[";
    private static final String DECLARATION = "xml";

    /** What {@link #scan} found; its end is {@link #position()}. */
    enum Found {
        /** More bytes are needed. */
        NOTHING,
        /** The start tag of the root, and the XML declaration before it. */
        HEAD,
        /** A whole first-level element. */
        ELEMENT,
        /** The end tag of the root. */
        END
    }

    private enum State {
        CONTENT,
        OPENED,
        START_TAG,
        VALUE,
        END_TAG,
        BANG,
        CDATA_OPEN,
        CDATA_CONTENT,
        DECLARATION_OPEN,
        DECLARATION_CONTENT
    }

    private final int rootDepth;
    private final DecoderLimits limits;
    private State state = State.CONTENT;
    private boolean declared;
    private boolean empty;
    private int depth;
    private int elements;
    private int quote;
    private int matched;
    private int valueBytes;
    private int position;

    /** @param rootDepth 1 if there is a root around the elements, 0 if the root is the element */
    TagScanner(int rootDepth, DecoderLimits limits) {
        this.rootDepth = rootDepth;
        this.limits = limits;
    }

    /** Whether nothing but white space and the begin of a tag may come. */
    boolean isBetweenElements() {
        return state == State.CONTENT && depth <= rootDepth;
    }

    /** Whether the root is open, so that what comes is in it. */
    boolean isInRoot() {
        return depth >= rootDepth && rootDepth > 0;
    }

    int position() {
        return position;
    }

    Found scan(byte[] bytes, int start, int end) throws XmlException {
        position = start;
        while (position < end) {
            Found found = step(bytes, end);
            if (found != Found.NOTHING) {
                return found;
            }
        }
        return Found.NOTHING;
    }

    private Found step(byte[] bytes, int end) throws XmlException {
        switch (state) {
            case CONTENT -> {
                int i = position;
                while (i < end && bytes[i] != '<') {
                    i++;
                }
                position = i;
                if (i < end) {
                    position++;
                    state = State.OPENED;
                }
                return Found.NOTHING;
            }
            case START_TAG -> {
                return startTag(bytes, end);
            }
            case VALUE -> {
                value(bytes, end);
                return Found.NOTHING;
            }
            case END_TAG -> {
                return endTag(bytes, end);
            }
            default -> {
                return markup(bytes[position++]);
            }
        }
    }

    private Found startTag(byte[] bytes, int end) throws XmlException {
        for (int i = position; i < end; i++) {
            byte b = bytes[i];
            if (b == '>') {
                position = i + 1;
                return startTagEnded();
            }
            if (b == '\'' || b == '"') {
                quote = b;
                valueBytes = 0;
                state = State.VALUE;
                position = i + 1;
                return Found.NOTHING;
            }
            if (b == '<') {
                throw XmlException.notWellFormed("a tag within a tag");
            }
            empty = b == '/';
        }
        position = end;
        return Found.NOTHING;
    }

    private Found startTagEnded() throws XmlException {
        state = State.CONTENT;
        if (!empty) {
            depth++;
            if (depth > limits.maxDepth()) {
                throw XmlException.tooLarge("depth", depth, limits.maxDepth());
            }
            return depth == rootDepth ? found(Found.HEAD) : Found.NOTHING;
        }
        return depth < rootDepth ? Found.HEAD : depth == rootDepth ? found(Found.ELEMENT) : Found.NOTHING;
    }

    private Found found(Found what) {
        elements = 0;
        return what;
    }

    private void value(byte[] bytes, int end) throws XmlException {
        int i = position;
        while (i < end && bytes[i] != quote) {
            i++;
        }
        valueBytes += i - position;
        if (valueBytes > limits.maxValueBytes()) {
            throw XmlException.tooLarge("bytes of an attribute", valueBytes, limits.maxValueBytes());
        }
        position = i;
        if (i < end) {
            position++;
            empty = false;
            state = State.START_TAG;
        }
    }

    private Found endTag(byte[] bytes, int end) throws XmlException {
        for (int i = position; i < end; i++) {
            if (bytes[i] == '>') {
                position = i + 1;
                state = State.CONTENT;
                depth--;
                if (depth < 0) {
                    throw XmlException.notWellFormed("an end tag without a start tag");
                }
                return depth < rootDepth ? Found.END : depth == rootDepth ? found(Found.ELEMENT) : Found.NOTHING;
            }
        }
        position = end;
        return Found.NOTHING;
    }

    private Found markup(byte b) throws XmlException {
        switch (state) {
            case OPENED -> opened(b);
            case BANG -> {
                if (b != '[') {
                    throw new XmlException(XmlException.Kind.RESTRICTED, "no comment or document type is allowed");
                }
                if (depth <= rootDepth) {
                    throw new XmlException(XmlException.Kind.BAD_FORMAT, "no text is allowed between elements");
                }
                state = State.CDATA_OPEN;
                matched = 0;
            }
            case CDATA_OPEN -> {
                if (b != CDATA.charAt(matched++)) {
                    throw XmlException.notWellFormed("<![ that is no CDATA section");
                }
                if (matched == CDATA.length()) {
                    state = State.CDATA_CONTENT;
                    matched = 0;
                }
            }
            case CDATA_CONTENT -> closing(b, ']', 2);
            case DECLARATION_OPEN -> {
                boolean matches = matched < DECLARATION.length() ? b == DECLARATION.charAt(matched) : isSpace(b);
                if (!matches) {
                    throw new XmlException(XmlException.Kind.RESTRICTED, "no processing instruction is allowed");
                }
                if (matched++ == DECLARATION.length()) {
                    state = State.DECLARATION_CONTENT;
                    matched = 0;
                }
            }
            case DECLARATION_CONTENT -> closing(b, '?', 1);
            default -> throw new AssertionError(state);
        }
        return Found.NOTHING;
    }

    private void opened(byte b) throws XmlException {
        if (b == '/') {
            state = State.END_TAG;
        } else if (b == '!') {
            state = State.BANG;
        } else if (b == '?') {
            if (depth > 0 || declared) {
                throw new XmlException(XmlException.Kind.RESTRICTED, "no processing instruction is allowed");
            }
            declared = true;
            state = State.DECLARATION_OPEN;
            matched = 0;
        } else if (b == '>' || b == '<' || isSpace(b)) {
            throw XmlException.notWellFormed("a tag without a name");
        } else {
            state = State.START_TAG;
            empty = false;
            elements++;
            if (elements > limits.maxElements()) {
                throw XmlException.tooLarge("elements", elements, limits.maxElements());
            }
        }
    }

    /** Awaits {@code mark}, {@code times} or more often in a row, and {@code >}. */
    private void closing(byte b, char mark, int times) {
        if (b == '>' && matched >= times) {
            state = State.CONTENT;
        }
        matched = b == mark ? matched + 1 : 0;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
