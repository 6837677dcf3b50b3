package io.stanzacast.xmpp.xml;

import java.util.ArrayList;
import java.util.List;

/** Reads start tags: name, attributes, declarations of namespaces. The tag's {@code >} is known to be there. Of one thread. */
final class TagParser {
    private static final WordCache WORDS = new WordCache();

    private final Namespaces namespaces;
    private final List<Raw> raws = new ArrayList<>();
    private int rawCount;
    private byte[] bytes = new byte[0];
    private int maxNameBytes;

    String prefix = "";
    String name = "";
    String namespace = "";
    List<Attribute> attributes = List.of();
    boolean empty;
    int rawStart;
    int rawEnd;

    TagParser(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** An attribute whose prefix waits for the declarations behind it. */
    private static final class Raw {
        String prefix = "";
        String name = "";
        String value = "";
    }

    /** @return the index behind the tag */
    int parse(byte[] input, int start, DecoderLimits limits) throws XmlException {
        bytes = input;
        maxNameBytes = limits.maxNameBytes();
        rawCount = 0;
        int at = qualifiedName(start + 1);
        rawStart = start + 1;
        rawEnd = at;
        String elementPrefix = prefix;
        String elementName = name;
        int count = 0;
        while (true) {
            int spaces = at;
            while (TagScanner.isSpace(bytes[at])) {
                at++;
            }
            if (bytes[at] == '>') {
                empty = false;
                at++;
                break;
            }
            if (bytes[at] == '/') {
                if (bytes[at + 1] != '>') {
                    throw XmlException.notWellFormed("a / within a tag");
                }
                empty = true;
                at += 2;
                break;
            }
            if (spaces == at) {
                throw XmlException.notWellFormed("no space before an attribute");
            }
            if (++count > limits.maxAttributes()) {
                throw XmlException.tooLarge("attributes", count, limits.maxAttributes());
            }
            at = attribute(at);
        }
        prefix = elementPrefix;
        name = elementName;
        namespace = resolve(elementPrefix);
        attributes = resolveAttributes();
        bytes = new byte[0];
        return at;
    }

    private int attribute(int start) throws XmlException {
        int at = qualifiedName(start);
        while (TagScanner.isSpace(bytes[at])) {
            at++;
        }
        if (bytes[at] != '=') {
            throw XmlException.notWellFormed("an attribute without a value");
        }
        at++;
        while (TagScanner.isSpace(bytes[at])) {
            at++;
        }
        byte quote = bytes[at];
        if (quote != '\'' && quote != '"') {
            throw XmlException.notWellFormed("an attribute's value without quotes");
        }
        int valueStart = ++at;
        while (bytes[at] != quote) {
            at++;
        }
        if (prefix.isEmpty() && name.equals("xmlns")) {
            declare("", valueStart, at);
        } else if (prefix.equals("xmlns")) {
            declare(name, valueStart, at);
        } else {
            add(TextDecoder.value(bytes, valueStart, at));
        }
        return at + 1;
    }

    private void declare(String declaredPrefix, int start, int end) throws XmlException {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '&' || bytes[i] == '<' || bytes[i] < ' ') {
                namespaces.declare(declaredPrefix, TextDecoder.value(bytes, start, end));
                return;
            }
        }
        namespaces.declare(declaredPrefix, WORDS.word(bytes, start, end));
    }

    private void add(String value) {
        if (rawCount == raws.size()) {
            raws.add(new Raw());
        }
        Raw raw = raws.get(rawCount++);
        raw.prefix = prefix;
        raw.name = name;
        raw.value = value;
    }

    /** Sets {@link #prefix} and {@link #name}. */
    private int qualifiedName(int start) throws XmlException {
        int at = start;
        int colon = -1;
        boolean ascii = true;
        while (true) {
            byte b = bytes[at];
            if (b < 0) {
                ascii = false;
            } else if (b == ':' && colon < 0) {
                colon = at;
            } else if (!NameCharacters.isInner(b)) {
                break;
            }
            at++;
        }
        if (at - start > maxNameBytes) {
            throw XmlException.tooLarge("bytes of a name", at - start, maxNameBytes);
        }
        int nameStart = colon < 0 ? start : colon + 1;
        prefix = colon < 0 ? "" : WORDS.word(bytes, start, colon);
        name = WORDS.word(bytes, nameStart, at);
        boolean valid = ascii
                ? nameStart < at
                        && NameCharacters.isStart(bytes[nameStart])
                        && (colon < 0 || (colon > start && NameCharacters.isStart(bytes[start])))
                : NameCharacters.isName(name) && (colon < 0 || NameCharacters.isName(prefix));
        if (!valid) {
            throw XmlException.notWellFormed("no name where one must be");
        }
        return at;
    }

    private String resolve(String usedPrefix) throws XmlException {
        String found = usedPrefix.equals("xmlns") ? null : namespaces.find(usedPrefix);
        if (found == null) {
            throw XmlException.notWellFormed("a prefix that is not declared");
        }
        return found;
    }

    private List<Attribute> resolveAttributes() throws XmlException {
        if (rawCount == 0) {
            return List.of();
        }
        Attribute[] resolved = new Attribute[rawCount];
        for (int i = 0; i < rawCount; i++) {
            Raw raw = raws.get(i);
            String in = raw.prefix.isEmpty() ? "" : resolve(raw.prefix);
            resolved[i] = new Attribute(in, raw.name, raw.value);
            for (int j = 0; j < i; j++) {
                if (resolved[j].name().equals(raw.name)
                        && resolved[j].namespace().equals(in)) {
                    throw XmlException.notWellFormed("an attribute that is there twice");
                }
            }
            raw.value = "";
        }
        return List.of(resolved);
    }
}
