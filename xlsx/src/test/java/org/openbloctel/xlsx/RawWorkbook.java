package org.openbloctel.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook made of XML by hand, for what no library would write. */
final class RawWorkbook {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String MAIN = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private String properties = "";
    private String hidden = "";

    /** Rows of the sheet {@code Feuil1}. */
    static RawWorkbook of(String... rows) {
        return new RawWorkbook().sheet("Feuil1", rows);
    }

    /** A row of texts. */
    static String row(String... texts) {
        StringBuilder cells = new StringBuilder("<row>");
        for (String text : texts) {
            cells.append("<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>");
        }
        return cells + "</row>";
    }

    RawWorkbook sheet(String name, String... rows) {
        sheets.put(
                name, XML + "<worksheet" + MAIN + "><sheetData>" + String.join("", rows) + "</sheetData></worksheet>");
        return this;
    }

    RawWorkbook hidden(String name) {
        hidden = name;
        return this;
    }

    /** The text of {@code si} elements. */
    RawWorkbook sharedStrings(String items) {
        others.put("xl/sharedStrings.xml", XML + "<sst" + MAIN + ">" + items + "</sst>");
        return this;
    }

    /** Cell formats 0, 1, … by number format; custom ones are declared in {@code numFmt} elements. */
    RawWorkbook formats(String custom, int... ids) {
        StringBuilder xfs = new StringBuilder();
        for (int id : ids) {
            xfs.append("<xf numFmtId=\"").append(id).append("\"/>");
        }
        others.put(
                "xl/styles.xml",
                XML + "<styleSheet" + MAIN + "><numFmts>" + custom + "</numFmts><cellXfs>" + xfs
                        + "</cellXfs></styleSheet>");
        return this;
    }

    RawWorkbook countingFrom1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    RawWorkbook entry(String name, String content) {
        others.put(name, content);
        return this;
    }

    byte[] bytes() {
        Map<String, String> entries = new LinkedHashMap<>();
        StringBuilder types = new StringBuilder(XML
                + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + override("/xl/workbook.xml", "sheet.main+xml"));
        StringBuilder names = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, String> sheet : sheets.entrySet()) {
            number++;
            String part = "worksheets/sheet" + number + ".xml";
            String state = sheet.getKey().equals(hidden) ? " state=\"hidden\"" : "";
            names.append("<sheet name=\"" + sheet.getKey() + "\" sheetId=\"" + number + "\" r:id=\"r" + number + "\"")
                    .append(state + "/>");
            relations.append("<Relationship Id=\"r" + number + "\" Target=\"" + part + "\"/>");
            entries.put("xl/" + part, sheet.getValue());
        }
        if (others.containsKey("xl/sharedStrings.xml")) {
            types.append(override("/xl/sharedStrings.xml", "sharedStrings+xml"));
        }
        if (others.containsKey("xl/styles.xml")) {
            types.append(override("/xl/styles.xml", "styles+xml"));
        }
        entries.put("[Content_Types].xml", types + "</Types>");
        entries.put(
                "xl/workbook.xml",
                XML + "<workbook" + MAIN
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + properties + "<sheets>" + names + "</sheets></workbook>");
        entries.put("xl/_rels/workbook.xml.rels", XML + "<Relationships>" + relations + "</Relationships>");
        entries.putAll(others);
        return zip(entries);
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
    }

    private static byte[] zip(Map<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    Path in(Path folder) throws IOException {
        return Files.write(folder.resolve("appels.xlsx"), bytes());
    }
}
