package org.openbloctel.scrub.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** Tells files that are no tables of text by their first bytes, so that the refusal can say what to do instead. */
final class FileSignatures {
    /** The format's name, and what its files begin with, in Latin-1. */
    private record Format(String name, String signature) {}

    private static final List<Format> OTHER = List.of(
            new Format("xls", "\u00d0\u00cf\u0011\u00e0"),
            new Format("pdf", "%PDF-"),
            new Format("zip", "PK\u0003\u0004"),
            new Format("gzip", "\u001f\u008b"),
            new Format("7z", "7z\u00bc\u00af"),
            new Format("rar", "Rar!"),
            new Format("bzip2", "BZh"),
            new Format("xz", "\u00fd7zXZ"),
            new Format("zstd", "(\u00b5/\u00fd"),
            new Format("lz4", "\u0004\"M\u0018"),
            new Format("parquet", "PAR1\u0015"),
            new Format("avro", "Obj\u0001"),
            new Format("sqlite", "SQLite format 3"),
            new Format("mht", "MIME-Version:"),
            new Format("png", "\u0089PNG"),
            new Format("jpeg", "\u00ff\u00d8\u00ff"),
            new Format("rtf", "{\\rtf"));

    /** Formats of text, which may begin with a byte-order mark and blanks; their beginning in lower case, as a pattern. */
    private static final List<Format> TEXTS = List.of(
            new Format("vcard", "begin:vcard"),
            new Format("json", "\\{\\s*\"|\\[\\s*[\\{\\[]"),
            new Format("xml", "<\\?xml"),
            new Format(
                    "html",
                    "<(?:!doctype|!--|html|head|body|meta|title|style|table|thead|tbody|tr|th|td|div|span|p|ul|ol|li|a|br|center|font)\\b"));

    private static final int TEXT_BEGINNING = 256;
    private static final int TAR_MARK = 257;
    /** The kinds of tables of dBase and FoxPro that no text begins like. */
    private static final String DBASE = "\u0002\u0003\u0083\u008b\u00f5";

    private FileSignatures() {}

    /** The names of the formats that are told by how they begin. */
    static List<String> names() {
        return Stream.concat(OTHER.stream(), TEXTS.stream()).map(Format::name).toList();
    }

    static boolean isGzip(byte[] first) {
        return first.length >= 2 && first[0] == 0x1f && first[1] == (byte) 0x8b;
    }

    /** A file of streams of Microsoft's: an .xls workbook, or what another program wrote. */
    static boolean isOle2(byte[] first) {
        return startsWith(first, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1");
    }

    static boolean isZip(byte[] first) {
        return startsWith(first, "PK\u0003\u0004") || startsWith(first, "PK\u0005\u0006");
    }

    static void refuseOtherFormats(String file, byte[] first) throws CallFileException {
        if (startsWith(first, "\u0089OBL\r\n") || startsWith(first, "\u0089OBD\r\n")) {
            throw new CallFileException(Fault.IS_A_LIST, file, List.of());
        }
        refuseEncryptedZip(file, first);
        for (Format format : OTHER) {
            if (startsWith(first, format.signature)) {
                throw other(file, format.name);
            }
        }
        refuseTexts(file, first);
        if (isTar(first)) {
            throw other(file, "tar");
        }
        if (isDbase(first)) {
            throw other(file, "dbf");
        }
        if (isSylk(first)) {
            throw other(file, "sylk");
        }
    }

    private static void refuseTexts(String file, byte[] first) throws CallFileException {
        int from = first.length >= 3 && (first[0] & 0xff) == 0xef ? 3 : 0;
        while (from < first.length && first[from] <= ' ' && first[from] >= 0) {
            from++;
        }
        // Letters that few tables begin with: a pattern costs a start some time.
        if (from == first.length || "<{[bB".indexOf(first[from]) < 0) {
            return;
        }
        int length = Math.min(TEXT_BEGINNING, first.length - from);
        String beginning = new String(first, from, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (Format format : TEXTS) {
            if (Pattern.compile(format.signature).matcher(beginning).lookingAt()) {
                throw other(file, format.name);
            }
        }
    }

    /** A zip archive whose files are encrypted. */
    static void refuseEncryptedZip(String file, byte[] first) throws CallFileException {
        if (startsWith(first, "PK\u0003\u0004") && first.length > 6 && (first[6] & 1) != 0) {
            throw other(file, "zip with a password");
        }
    }

    private static CallFileException other(String file, String format) {
        return new CallFileException(Fault.OTHER_FORMAT, file, List.of(format));
    }

    private static boolean isTar(byte[] first) {
        return first.length > TAR_MARK + 5
                && new String(first, TAR_MARK, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    /** Its kind, then the year, the month and the day of its last change. */
    private static boolean isDbase(byte[] first) {
        return first.length >= 32
                && DBASE.indexOf(first[0] & 0xff) >= 0
                && first[2] >= 1
                && first[2] <= 12
                && first[3] >= 1
                && first[3] <= 31;
    }

    /** {@code ID;P…} is a header of a table, too: the next line tells. */
    private static boolean isSylk(byte[] first) {
        int end = 0;
        while (end < first.length && first[end] != '\n') {
            end++;
        }
        boolean record = end + 2 < first.length && "BCFOP".indexOf(first[end + 1]) >= 0 && first[end + 2] == ';';
        return startsWith(first, "ID;P") && record;
    }

    private static boolean startsWith(byte[] first, String signature) {
        byte[] wanted = signature.getBytes(StandardCharsets.ISO_8859_1);
        return first.length >= wanted.length
                && java.util.Arrays.equals(first, 0, wanted.length, wanted, 0, wanted.length);
    }
}
