package org.openbloctel.xlsx;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Texts of Office Open XML: of cells, and of shared strings with their runs. Stateless. */
final class XmlText {
    private XmlText() {}

    /**
     * Appends the characters up to the end of an element.
     *
     * @param all whether all of them count; else those in {@code t}, and not those in {@code rPh}, which say how a text is read aloud
     */
    static void append(XMLStreamReader xml, String element, boolean all, StringBuilder to) throws XMLStreamException {
        boolean inText = all;
        boolean inReading = false;
        while (true) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.END_ELEMENT -> {
                    String name = xml.getLocalName();
                    if (name.equals(element)) {
                        return;
                    }
                    inText = all || (inText && !name.equals("t"));
                    inReading &= !name.equals("rPh");
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    inText |= xml.getLocalName().equals("t");
                    inReading |= xml.getLocalName().equals("rPh");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText && !inReading) {
                        to.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {}
            }
        }
    }
}
