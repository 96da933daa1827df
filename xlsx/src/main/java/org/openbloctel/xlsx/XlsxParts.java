package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a workbook stand in its archive, by its content types and relations. Both variants of the format are understood, since
 * their relations end alike.
 *
 * @param countsFrom1904 whether days are counted from 1904 instead of 1900
 */
record XlsxParts(List<SheetPart> sheets, String strings, String styles, boolean countsFrom1904) {
    private static final String WORKBOOK = "xl/workbook.xml";

    /** The name of a sheet, and of its part. */
    record SheetPart(String name, String part) {}

    /** Opens a part; null where there is none of this name. */
    interface Archive {
        @Nullable
        InputStream open(String part) throws IOException;
    }

    /** A relation of the workbook: the last word of its type, and the part it names. */
    private record Relation(String type, String part) {}

    private interface Elements {
        void start(XMLStreamReader xml);
    }

    /** Copies the list. */
    XlsxParts {
        sheets = List.copyOf(sheets);
    }

    static XlsxParts of(Archive archive) throws IOException, XMLStreamException {
        Map<String, String> types = new HashMap<>();
        each(archive, "[Content_Types].xml", xml -> {
            String part = xml.getAttributeValue(null, "PartName");
            String type = xml.getAttributeValue(null, "ContentType");
            if (part != null && type != null && xml.getLocalName().equals("Override")) {
                types.putIfAbsent(kind(type), absolute("", part));
            }
        });
        String workbook = types.getOrDefault("workbook", WORKBOOK);
        int folder = workbook.lastIndexOf('/') + 1;
        String base = workbook.substring(0, folder);
        Map<String, Relation> relations = new HashMap<>();
        each(archive, base + "_rels/" + workbook.substring(folder) + ".rels", xml -> {
            String id = xml.getAttributeValue(null, "Id");
            String target = xml.getAttributeValue(null, "Target");
            if (id != null && target != null && xml.getLocalName().equals("Relationship")) {
                relations.put(id, new Relation(lastWord(xml.getAttributeValue(null, "Type")), absolute(base, target)));
            }
        });
        List<SheetPart> sheets = new ArrayList<>();
        boolean[] from1904 = new boolean[1];
        each(archive, workbook, xml -> {
            if (xml.getLocalName().equals("sheet")) {
                addSheet(xml, relations, sheets);
            } else if (xml.getLocalName().equals("workbookPr")) {
                String mark = xml.getAttributeValue(null, "date1904");
                from1904[0] = "1".equals(mark) || "true".equals(mark);
            }
        });
        return new XlsxParts(
                sheets, part("sharedStrings", types, relations), part("styles", types, relations), from1904[0]);
    }

    private static void addSheet(XMLStreamReader xml, Map<String, Relation> relations, List<SheetPart> sheets) {
        String id = null;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            boolean ofRelation = xml.getAttributeLocalName(i).equals("id")
                    && !xml.getAttributeNamespace(i).isEmpty();
            id = ofRelation ? xml.getAttributeValue(i) : id;
        }
        Relation relation = id == null ? null : relations.get(id);
        if (relation == null) {
            throw new IllegalArgumentException("a sheet without its part");
        }
        // Charts, dialogs and macros of old have sheets without cells.
        if (relation.type.isEmpty() || relation.type.equals("worksheet")) {
            String name = xml.getAttributeValue(null, "name");
            boolean named = name != null && !name.isBlank();
            sheets.add(new SheetPart(named ? name : "Sheet" + (sheets.size() + 1), relation.part));
        }
    }

    private static String part(String kind, Map<String, String> types, Map<String, Relation> relations) {
        return relations.values().stream()
                .filter(relation -> relation.type.equals(kind))
                .map(Relation::part)
                .findFirst()
                .orElse(types.getOrDefault(kind, ""));
    }

    private static String kind(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.endsWith("main+xml")) {
            return "workbook";
        }
        return type.endsWith("sharedstrings+xml") ? "sharedStrings" : type.endsWith("styles+xml") ? "styles" : type;
    }

    private static String lastWord(@Nullable String type) {
        return type == null ? "" : type.substring(type.lastIndexOf('/') + 1);
    }

    /** The name of a part in the archive, whose names never begin with a slash. */
    private static String absolute(String base, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        String folder = base;
        String rest = target;
        while (rest.startsWith("../") || rest.startsWith("./")) {
            if (rest.startsWith("../")) {
                folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/', folder.length() - 2) + 1));
            }
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        return folder + rest;
    }

    private static void each(Archive archive, String part, Elements elements) throws IOException, XMLStreamException {
        try (InputStream in = archive.open(part)) {
            if (in == null) {
                throw new IOException("no such part");
            }
            XMLStreamReader xml = WorkbookGuard.XML.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    elements.start(xml);
                }
            }
        }
    }
}
