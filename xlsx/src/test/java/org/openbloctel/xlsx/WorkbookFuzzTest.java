package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.LayoutOptions;

/** For any bytes, a workbook is scrubbed with counts that add up, or refused with a fault. */
class WorkbookFuzzTest {
    private static final byte[] WORKBOOK = RawWorkbook.of(
                    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>nom</t></is></c></row>",
                    "<row r=\"2\"><c r=\"A2\"><v>639980001</v></c><c r=\"B2\" s=\"1\"><v>45000.5</v></c></row>",
                    "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" ref=\"A3:A4\" si=\"0\">B3</f><v>6.39980002E8</v></c></row>",
                    "<row r=\"4\"><c r=\"A4\" t=\"b\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>")
            .sharedStrings("<si><t>tel</t></si>")
            .formats("<numFmt numFmtId=\"164\" formatCode=\"dd\"/>", 0, 164)
            .bytes();

    /** The first byte says what is changed: the file's bytes, or those of one of its entries before they are packed. */
    @FuzzTest
    void scrubsOrRefuses(byte[] edits) throws IOException {
        int what = edits.length == 0 ? 0 : edits[0] & 7;
        byte[] changed = what == 0 ? edited(WORKBOOK, edits) : withEntry(what - 1, edits);
        Path folder = Files.createTempDirectory("workbook-fuzz");
        Path file = Files.write(folder.resolve("appels.xlsx"), changed);
        try {
            ScrubReport report =
                    Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")).report();
            assertThat(report.callable() + report.opposed() + report.unchecked())
                    .isEqualTo(report.rows());
        } catch (CallFileException e) {
            assertThat(e.file()).isEqualTo("appels.xlsx");
        } finally {
            delete(folder);
        }
    }

    /** Edits of four bytes: where (two), how many bytes go, which comes instead. */
    private static byte[] edited(byte[] original, byte[] edits) {
        byte[] bytes = original;
        for (int i = 1; i + 3 < edits.length && bytes.length > 0; i += 4) {
            int at = ((edits[i] & 0xff) << 8 | (edits[i + 1] & 0xff)) % bytes.length;
            int gone = Math.min(edits[i + 2] & 0xf, bytes.length - at);
            byte[] next = Arrays.copyOf(bytes, bytes.length - gone + 1);
            next[at] = edits[i + 3];
            System.arraycopy(bytes, at + gone, next, at + 1, bytes.length - at - gone);
            bytes = next;
        }
        return bytes;
    }

    private static byte[] withEntry(int wanted, byte[] edits) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(WORKBOOK));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = in.getNextEntry();
            for (int i = 0; entry != null; i++) {
                byte[] content = in.readAllBytes();
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(i == wanted ? edited(content, edits) : content);
                entry = in.getNextEntry();
            }
        }
        return out.toByteArray();
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
