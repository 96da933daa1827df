package org.openbloctel.scrub.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** Tells files that are no tables of text by their first bytes, so that the refusal can say what to do instead. */
final class Formats {
    /** The format's name and the Latin-1 text its files begin with. */
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
            new Format("png", "\u0089PNG"),
            new Format("jpeg", "\u00ff\u00d8\u00ff"),
            new Format("html", "<!DOCTYPE"),
            new Format("html", "<html"),
            new Format("xml", "<?xml"),
            new Format("rtf", "{\\rtf"));

    private Formats() {}

    static boolean isGzip(byte[] first) {
        return first.length >= 2 && first[0] == 0x1f && first[1] == (byte) 0x8b;
    }

    static boolean isZip(byte[] first) {
        return startsWith(first, "PK\u0003\u0004") || startsWith(first, "PK\u0005\u0006");
    }

    static void refuseOtherFormats(String file, byte[] first) throws CallFileException {
        if (startsWith(first, "\u0089OBL\r\n") || startsWith(first, "\u0089OBD\r\n")) {
            throw new CallFileException(Fault.IS_A_LIST, file, List.of());
        }
        for (Format format : OTHER) {
            if (startsWith(first, format.signature)) {
                throw new CallFileException(Fault.OTHER_FORMAT, file, List.of(format.name));
            }
        }
    }

    private static boolean startsWith(byte[] first, String signature) {
        byte[] wanted = signature.getBytes(StandardCharsets.ISO_8859_1);
        return first.length >= wanted.length
                && java.util.Arrays.equals(first, 0, wanted.length, wanted, 0, wanted.length);
    }
}
