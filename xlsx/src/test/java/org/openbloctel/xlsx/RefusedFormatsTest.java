package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.Container;

/** The table of refused formats in docs/formats/call-file.md and the formats that are refused are one list. */
class RefusedFormatsTest {
    private static final Path TABLE = Path.of("../docs/formats/call-file.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?`.*?) \\| (BT-0403|BT-0409) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9]+(?:, Excel 95| with a password)?)`");

    @TempDir
    Path folder = Path.of(".");

    /** How each begins, in Latin-1. */
    private static Map<String, byte[]> samples() throws IOException {
        Map<String, byte[]> samples = new TreeMap<>();
        Map.ofEntries(
                        Map.entry("rtf", "{\\rtf1"),
                        Map.entry("pdf", "%PDF-1.7"),
                        Map.entry("html", "<!DOCTYPE html>"),
                        Map.entry("mht", "MIME-Version: 1.0\n"),
                        Map.entry("xml", "<?xml version='1.0'?>"),
                        Map.entry("vcard", "BEGIN:VCARD\nTEL:0639980001\n"),
                        Map.entry("json", "{\"tel\":\"0639980001\"}\n"),
                        Map.entry("sylk", "ID;PWXL;N;E\nP;PGeneral\n"),
                        Map.entry("dbf", "\u0003\u001a\u0003\u000c" + "\0".repeat(40)),
                        Map.entry("sqlite", "SQLite format 3\0"),
                        Map.entry("parquet", "PAR1\u0015"),
                        Map.entry("avro", "Obj\u0001"),
                        Map.entry("zip with a password", "PK\u0003\u0004\u0014\0\u0001\0" + "\0".repeat(40)),
                        Map.entry("7z", "7z\u00bc\u00af"),
                        Map.entry("rar", "Rar!"),
                        Map.entry("tar", "\0".repeat(257) + "ustar\0" + "\0".repeat(249)),
                        Map.entry("bzip2", "BZh91"),
                        Map.entry("xz", "\u00fd7zXZ"),
                        Map.entry("zstd", "(\u00b5/\u00fd"),
                        Map.entry("lz4", "\u0004\"M\u0018"),
                        Map.entry("png", "\u0089PNG"),
                        Map.entry("jpeg", "\u00ff\u00d8\u00ff"))
                .forEach((name, begin) -> samples.put(name, begin.getBytes(StandardCharsets.ISO_8859_1)));
        samples.put("xls", gzip(streams("Workbook")));
        samples.put("zip", gzip(zip("a.csv")));
        samples.put("gzip", gzip(gzip(new byte[1])));
        samples.put("xlsb", zip("xl/workbook.bin"));
        samples.put("ods", zip("mimetype", "content.xml"));
        samples.put("numbers", zip("Index/Document.iwa"));
        samples.put("xls, Excel 95", streams("Book"));
        samples.put("doc", streams("WordDocument"));
        samples.put("ppt", streams("PowerPoint Document"));
        samples.put("ole2", streams("__properties_version1.0"));
        samples.put("encrypted", streams("EncryptedPackage"));
        return samples;
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write('x');
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] streams(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem streams = new POIFSFileSystem()) {
            streams.createDocument(new ByteArrayInputStream(new byte[5000]), name);
            streams.writeFilesystem(bytes);
        }
        return bytes.toByteArray();
    }

    /** The names of the table with their codes. */
    private static Map<String, String> table() throws IOException {
        Map<String, String> codes = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(TABLE));
        while (rows.find()) {
            Matcher names = NAME.matcher(rows.group(1));
            while (names.find()) {
                codes.put(names.group(1), rows.group(2));
            }
        }
        return codes;
    }

    @Test
    void theTableNamesWhatIsRefusedAndNothingElse() throws IOException {
        assertThat(table().keySet()).isEqualTo(new TreeSet<>(samples().keySet()));
    }

    @Test
    void eachFormatOfTheTableIsRefusedByItsName() throws IOException {
        Map<String, String> codes = table();
        for (Map.Entry<String, byte[]> sample : samples().entrySet()) {
            Path file = Files.write(folder.resolve("call-file"), sample.getValue());
            Fault fault = "BT-0409".equals(codes.get(sample.getKey())) ? Fault.DAMAGED_WORKBOOK : Fault.OTHER_FORMAT;
            assertThatThrownBy(() -> open(file))
                    .as(sample.getKey())
                    .isInstanceOfSatisfying(CallFileException.class, e -> {
                        assertThat(e.fault()).as(sample.getKey()).isEqualTo(fault);
                        assertThat(e.details()).containsExactly(sample.getKey());
                    });
        }
    }

    /** As every door does: by its first bytes, then as what they tell. */
    private static void open(Path file) throws IOException {
        try (CallFile opened = CallFile.open(file, false)) {
            if (opened.container() == Container.WORKBOOK) {
                Scrubbed.of(opened.workbook());
            }
        }
    }
}
