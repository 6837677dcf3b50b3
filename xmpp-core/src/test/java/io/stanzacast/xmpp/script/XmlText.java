package io.stanzacast.xmpp.script;

import io.stanzacast.xmpp.xml.Element;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Reads elements as people write them: any quotes, indented, {@code jabber:client} where nothing else is declared. */
public final class XmlText {
    private XmlText() {}

    /** The one element in {@code text}. */
    public static Element element(String text) {
        List<Element> elements = elements(text);
        if (elements.size() != 1) {
            throw new IllegalArgumentException("elements: " + elements.size() + " (expected: 1) in " + text);
        }
        return elements.get(0);
    }

    /** All first-level elements in {@code text}. */
    public static List<Element> elements(String text) {
        String document =
                "<all xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>" + text + "</all>";
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Node root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(document)))
                    .getDocumentElement();
            List<Element> elements = new ArrayList<>();
            for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node.getNodeType() == Node.ELEMENT_NODE) {
                    elements.add(element(node));
                }
            }
            return elements;
        } catch (ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException e) {
            throw new IllegalArgumentException("not well-formed: " + text, e);
        }
    }

    private static Element element(Node node) {
        String namespace = node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
        Element.Builder builder = Element.builder(node.getLocalName(), namespace);
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                String attributeNamespace = attribute.getNamespaceURI() == null ? "" : attribute.getNamespaceURI();
                builder.attribute(attributeNamespace, attribute.getLocalName(), attribute.getValue());
            }
        }
        boolean mixed = hasElement(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                builder.child(element(child));
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                String text = child.getNodeValue();
                if (!mixed || !text.isBlank()) {
                    builder.text(text);
                }
            }
        }
        return builder.build();
    }

    private static boolean hasElement(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                return true;
            }
        }
        return false;
    }
}
