package io.stanzacast.xmpp.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/** Random documents are decoded as another parser decodes them. */
final class DecoderAgainstReferenceTest {
    private static final String[] PIECES = {
        "<a>",
        "</a>",
        "<b x='1'>",
        "</b>",
        "<p:c xmlns:p='urn:p' p:y=\"2\"/>",
        "<d xmlns='urn:d'>",
        "</d>",
        "<e/>",
        "text",
        "\r\n",
        "\r",
        "&amp;",
        "&#65;",
        "&#x20AC;",
        "é",
        "😀",
        "<![CDATA[<]]>",
        "<p:f/>",
        "<g a='&lt;\r\n\t&#13;'/>",
        "]]",
        ">",
        "<a xmlns:q='urn:q'>",
        "<q:h q:i='' i='j'/>",
        "</q:h>",
        "&bad;",
        "<a",
        "'",
        "<k l='1' l='2'/>",
        "<é ü='ö'/>",
        "<a\n>",
        "</a >",
        "<1>",
        "<m xml:lang='de'/>",
        "<n xmlns=''/>",
        "&",
        ";",
        "<![CDATA[]]]]>",
        "\t",
        "<o></o>"
    };

    private final XMLInputFactory factory = new InputFactoryImpl();

    @Test
    void agreesOnRandomDocuments() {
        Random random = new Random(11);
        int valid = 0;
        for (int round = 0; round < 40_000; round++) {
            StringBuilder text = new StringBuilder("<a>");
            Deque<String> open = new ArrayDeque<>();
            int length = random.nextInt(8);
            for (int i = 0; i < length; i++) {
                String piece = PIECES[random.nextInt(PIECES.length)];
                boolean start = piece.matches("<[a-z][^/]*>");
                if (piece.startsWith("</") && random.nextInt(8) > 0) {
                    piece = open.isEmpty() ? "" : "</" + open.pop() + ">";
                } else if (start) {
                    open.push(piece.replaceAll("[<>]|[ \n].*", ""));
                }
                text.append(piece);
            }
            open.forEach(name -> text.append("</").append(name).append('>'));
            byte[] bytes = text.append("</a>").toString().getBytes(StandardCharsets.UTF_8);
            Optional<Element> expected = reference(bytes);
            Optional<Element> decoded = decode(bytes);
            assertThat(decoded).as(text.toString()).isEqualTo(expected);
            valid += decoded.isPresent() ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(5000);
    }

    private static Optional<Element> decode(byte[] bytes) {
        try {
            return Optional.of(ElementDecoder.document(bytes, 0, bytes.length, DecoderLimits.BEFORE_LOGIN));
        } catch (XmlException e) {
            return Optional.empty();
        }
    }

    private Optional<Element> reference(byte[] bytes) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
            Deque<Element.Builder> open = new ArrayDeque<>();
            Deque<StringBuilder> texts = new ArrayDeque<>();
            Optional<Element> root = Optional.empty();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        if (!open.isEmpty()) {
                            flush(open, texts);
                        }
                        open.push(start(reader));
                        texts.push(new StringBuilder());
                    }
                    case XMLStreamReader.END_ELEMENT -> {
                        flush(open, texts);
                        texts.pop();
                        Element element = open.pop().build();
                        if (open.isEmpty()) {
                            root = Optional.of(element);
                        } else {
                            open.element().child(element);
                        }
                    }
                    case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                        texts.element().append(reader.getText());
                    case XMLStreamReader.ENTITY_REFERENCE -> {
                        return Optional.empty();
                    }
                    default -> {}
                }
            }
            return root;
        } catch (XMLStreamException | UncheckedStreamException e) {
            return Optional.empty();
        }
    }

    private static void flush(Deque<Element.Builder> open, Deque<StringBuilder> texts) {
        open.element().text(texts.element().toString());
        texts.element().setLength(0);
    }

    private static Element.Builder start(XMLStreamReader reader) {
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        Element.Builder builder = Element.builder(reader.getLocalName(), namespace);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String in = reader.getAttributeNamespace(i) == null ? "" : reader.getAttributeNamespace(i);
            builder.attribute(in, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return builder;
    }
}
