package org.openbloctel.server.platform.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** The last touches of a PDF: its time, the files inside it, and an id that depends on nothing else. Stateless. */
final class PdfFinish {
    private static final String DATE_TAGS = "<xmp:(Create|Modify)Date>[^<]*</xmp:(Create|Modify)Date>";

    private static final Pattern START = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");
    private static final Pattern SIZE = Pattern.compile("/Size (\\d+)\\s*/Index \\[0 (\\d+)\\]");

    private PdfFinish() {}

    static void write(PDDocument document, Instant made, List<Attachment> attachments, OutputStream out)
            throws IOException {
        Instant time = made.truncatedTo(ChronoUnit.SECONDS);
        date(document, time);
        attach(document, time, attachments);
        // The seed of the file's id, which would otherwise be the time on the wall.
        document.setDocumentId(time.getEpochSecond());
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        document.save(pdf);
        out.write(sized(pdf.toByteArray()));
    }

    /**
     * PDFBox counts the cross-reference stream among the objects that this stream names, which it is not: one less is the size (ISO
     * 32000-2, table 17), and without it strict readers complain of a damaged file. The figure keeps its place and width.
     */
    private static byte[] sized(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        Matcher start = START.matcher(text);
        Matcher size = SIZE.matcher(text);
        if (!start.find() || !size.find(Integer.parseInt(start.group(1)))) {
            throw new IllegalStateException("a PDF without a cross-reference stream");
        }
        int highest = Integer.parseInt(size.group(2));
        if (Integer.parseInt(size.group(1)) != highest + 1) {
            throw new IllegalStateException("another PDFBox: it counts the objects in another way");
        }
        byte[] counted = Integer.toString(highest).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(pdf, size.start(1), size.end(1), (byte) ' ');
        System.arraycopy(counted, 0, pdf, size.start(1), counted.length);
        return pdf;
    }

    /** The date stands twice, and a PDF/A has to say the same in both places. */
    private static void date(PDDocument document, Instant time) throws IOException {
        document.getDocumentInformation().setCreationDate(calendar(time));
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        metadata.importXMPMetadata(xmp.replaceAll(DATE_TAGS, "<xmp:$1Date>" + time + "</xmp:$2Date>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void attach(PDDocument document, Instant time, List<Attachment> attachments) throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        Map<String, PDComplexFileSpecification> byName = new TreeMap<>();
        COSArray associated = new COSArray();
        for (Attachment attachment : attachments) {
            PDComplexFileSpecification file = specification(document, time, attachment);
            byName.put(attachment.name(), file);
            associated.add(file.getCOSObject());
        }
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(byName);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(tree);
        catalog.setNames(names);
        catalog.getCOSObject().setItem(COSName.AF, associated);
    }

    private static PDComplexFileSpecification specification(PDDocument document, Instant time, Attachment attachment)
            throws IOException {
        PDEmbeddedFile content =
                new PDEmbeddedFile(document, new ByteArrayInputStream(attachment.content()), COSName.FLATE_DECODE);
        content.setSubtype(attachment.mediaType());
        content.setSize(attachment.content().length);
        content.setCreationDate(calendar(time));
        content.setModDate(calendar(time));
        PDComplexFileSpecification file = new PDComplexFileSpecification(new COSDictionary());
        file.setFile(attachment.name());
        file.setFileUnicode(attachment.name());
        file.setFileDescription(attachment.description());
        file.setEmbeddedFile(content);
        file.setEmbeddedFileUnicode(content);
        // PDF/A-3 wants to be told what the file is to the page: the data that the page shows.
        file.getCOSObject().setName(COSName.getPDFName("AFRelationship"), "Source");
        return file;
    }

    private static GregorianCalendar calendar(Instant time) {
        return GregorianCalendar.from(time.atZone(ZoneOffset.UTC));
    }
}
