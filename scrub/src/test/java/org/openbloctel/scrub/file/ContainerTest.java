package org.openbloctel.scrub.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** What a call file may be wrapped in, and what of that is refused. */
final class ContainerTest {
    private static final String TABLE = "nom;tel\nAnne;0639980001\nBert;0639980002\n";

    @TempDir
    Path folder;

    @Test
    void gzipOfSeveralMembersIsReadWhole() throws Exception {
        byte[] members = concat(gzip(TABLE), gzip(TABLE), gzip(""), gzip("x;1\n"));
        assertThat(readBothWays(members, "a.csv.gz")).containsOnly(TABLE + TABLE + "x;1\n");
    }

    @Test
    void gzipOfSeveralMembersThroughASlowPipeIsReadWhole() throws Exception {
        byte[] members = concat(gzip(TABLE), gzip(TABLE));
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(members)) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return super.read(target, from, Math.min(length, gzip(TABLE).length));
            }
        };
        assertThat(read(CallFile.open(slow, "-", true))).isEqualTo(TABLE + TABLE);
    }

    @Test
    void truncatedGzipIsRefusedAtEveryLength() throws Exception {
        byte[] whole = gzip(TABLE);
        for (int length = 2; length < whole.length; length++) {
            refuses(Fault.DAMAGED_ARCHIVE, List.of(), Arrays.copyOf(whole, length), "a.gz");
        }
    }

    @Test
    void damagedGzipIsRefused() throws Exception {
        byte[] damaged = gzip(TABLE);
        damaged[damaged.length - 6] ^= 1;
        refuses(Fault.DAMAGED_ARCHIVE, List.of(), damaged, "a.gz");
    }

    @Test
    void zipGivesItsOnlyTableWhateverSystemsHideBesideIt() throws Exception {
        byte[] zip =
                zip("docs/", "", "docs/prospects.csv", TABLE, "__MACOSX/docs/._prospects.csv", "x", ".DS_Store", "x");
        assertThat(readBothWays(zip, "a.zip")).containsOnly(TABLE);
        try (CallFile file = CallFile.open(Files.write(folder.resolve("b.zip"), zip), true)) {
            assertThat(file.name()).isEqualTo("b.zip");
            assertThat(file.entryName()).isEqualTo("prospects.csv");
            assertThat(file.container()).isEqualTo(Container.ZIP);
        }
    }

    @Test
    void zipWithStoredTableIsRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("a.csv"));
            out.write(TABLE.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(readBothWays(bytes.toByteArray(), "a.zip")).containsOnly(TABLE);
    }

    @Test
    void zipEntryThatNamesAnotherFolderWritesNothingThere() throws Exception {
        byte[] zip = zip("../../evil.csv", TABLE);
        try (CallFile file = CallFile.open(Files.write(folder.resolve("a.zip"), zip), true)) {
            assertThat(file.entryName()).isEqualTo("evil.csv");
            assertThat(read(file)).isEqualTo(TABLE);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.zip"));
        }
    }

    @Test
    void zipOfSeveralTablesOrNoneIsRefusedByTheirNames() throws Exception {
        refuses(Fault.ARCHIVE_ENTRIES, List.of("a.csv", "x/b.csv"), zip("a.csv", TABLE, "x/b.csv", TABLE), "a.zip");
        refuses(Fault.ARCHIVE_ENTRIES, List.of(), zip("x/", ""), "a.zip");
        refuses(Fault.ARCHIVE_ENTRIES, List.of(), zip(), "a.zip");
    }

    @Test
    void archiveInsideAnArchiveIsRefused() throws Exception {
        byte[] inner = zip("a.csv", TABLE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("inner.zip"));
            out.write(inner);
        }
        refuses(Fault.OTHER_FORMAT, List.of("zip"), bytes.toByteArray(), "a.zip");
        refuses(Fault.OTHER_FORMAT, List.of("gzip"), gzip(gzip(TABLE)), "a.gz");
    }

    @Test
    void workbooksAndOpenDocumentsAreTold() throws Exception {
        byte[] xlsx = zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", "<x/>");
        try (CallFile file = CallFile.open(Files.write(folder.resolve("a.xlsx"), xlsx), true)) {
            assertThat(file.container()).isEqualTo(Container.WORKBOOK);
        }
        refuses(Fault.OTHER_FORMAT, List.of("ods"), zip("mimetype", "x", "content.xml", "<x/>"), "a.ods");
    }

    @Test
    void damagedOrTruncatedZipIsRefused() throws Exception {
        byte[] zip = zip("a.csv", TABLE);
        refuses(Fault.DAMAGED_ARCHIVE, List.of(), Arrays.copyOf(zip, zip.length - 5), "a.zip");
        refuses(Fault.DAMAGED_ARCHIVE, List.of(), Arrays.copyOf(zip, 20), "a.zip");
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(stored)) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("a.csv"));
            out.write(TABLE.getBytes(StandardCharsets.UTF_8));
        }
        byte[] flipped = stored.toByteArray();
        flipped[new String(flipped, StandardCharsets.ISO_8859_1).indexOf("0639980001") + 9] = '2';
        refuses(Fault.DAMAGED_ARCHIVE, List.of(), flipped, "a.zip");
    }

    @Test
    void bombIsRefusedBeforeItIsUnpacked() throws Exception {
        byte[] zeros = new byte[1 << 20];
        Path gz = folder.resolve("bomb.gz");
        Path zip = folder.resolve("bomb.zip");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz));
                ZipOutputStream zipped = new ZipOutputStream(Files.newOutputStream(zip))) {
            zipped.putNextEntry(new ZipEntry("bomb.csv"));
            for (int i = 0; i < 110; i++) {
                out.write(zeros);
                zipped.write(zeros);
            }
        }
        for (Path bomb : List.of(gz, zip)) {
            assertThatExceptionOfType(CallFileException.class)
                    .isThrownBy(() -> read(CallFile.open(bomb, false)))
                    .extracting(CallFileException::fault)
                    .isEqualTo(Fault.ARCHIVE_BOMB);
        }
    }

    @Test
    void spooledZipLeavesNoFileOnAnyPath() throws Exception {
        long before = spools();
        try (CallFile file = CallFile.open(new ByteArrayInputStream(zip("a.csv", TABLE)), "-", true)) {
            assertThat(spools()).isEqualTo(before + 1);
            assertThat(drain(file)).isEqualTo(TABLE);
            assertThat(file.digest()).isEqualTo(sha256(zip("a.csv", TABLE)));
        }
        assertThat(spools()).isEqualTo(before);
        refuses(Fault.ARCHIVE_ENTRIES, List.of(), zip(), "a.zip");
        refuses(Fault.DAMAGED_ARCHIVE, List.of(), Arrays.copyOf(zip("a.csv", TABLE), 30), "a.zip");
        refuses(Fault.OTHER_FORMAT, List.of("pdf"), zip("a.pdf", "%PDF-1"), "a.zip");
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(zip("a.csv", TABLE))) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (length > 8) {
                    throw new IOException("the line went dead");
                }
                return super.read(target, from, length);
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CallFile.open(broken, "-", true))
                .withMessage("the line went dead");
        assertThat(spools()).isEqualTo(before);
    }

    @Test
    void digestIsOfTheFileAsItWasGiven() throws Exception {
        for (byte[] given : List.of(
                TABLE.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8),
                gzip(TABLE),
                concat(gzip(TABLE), gzip("x\n"), new byte[3000]),
                zip("a.csv", TABLE, "__MACOSX/a", "x"))) {
            for (CallFile opened : List.of(
                    CallFile.open(Files.write(folder.resolve("a"), given), true),
                    CallFile.open(new ByteArrayInputStream(given), "-", true))) {
                try (CallFile file = opened) {
                    drain(file);
                    assertThat(file.digest()).isEqualTo(sha256(given));
                }
            }
        }
    }

    @Test
    void digestOfATableThatIsNotPackedCanBeLeftOut() throws Exception {
        for (byte[] given :
                List.of(TABLE.getBytes(StandardCharsets.UTF_8), gzip(TABLE), zip("a.csv", TABLE, "__MACOSX/a", "x"))) {
            for (CallFile opened : List.of(
                    CallFile.open(Files.write(folder.resolve("a"), given), true),
                    CallFile.open(new ByteArrayInputStream(given), "-", true))) {
                try (CallFile file = opened) {
                    boolean left = file.leaveDigest();
                    drain(file);
                    assertThat(left).isEqualTo(file.container() == Container.PLAIN);
                    assertThat(file.digest()).isEqualTo(left ? "" : sha256(given));
                }
            }
        }
    }

    private long spools() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName()
                            .toString()
                            .startsWith("bloctel-" + ProcessHandle.current().pid() + "-"))
                    .count();
        }
    }

    private void refuses(Fault fault, List<String> details, byte[] given, String name) throws IOException {
        Path path = Files.write(folder.resolve(name), given);
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> read(CallFile.open(path, true)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.details()).isEqualTo(details));
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> read(CallFile.open(new ByteArrayInputStream(given), name, true)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.details()).isEqualTo(details));
    }

    private List<String> readBothWays(byte[] given, String name) throws IOException {
        return List.of(
                read(CallFile.open(Files.write(folder.resolve(name), given), true)),
                read(CallFile.open(new ByteArrayInputStream(given), name, true)));
    }

    private static String read(CallFile opened) throws IOException {
        try (CallFile file = opened) {
            return drain(file);
        }
    }

    private static String drain(CallFile file) throws IOException {
        LayoutOptions options = LayoutOptions.NONE.withColumns("1");
        ChunkReader reader = file.chunks(file.layout(options, NumberingPlan.FRANCE), 1000);
        StringBuilder text = new StringBuilder(new String(reader.preamble(), StandardCharsets.UTF_8));
        Chunk chunk = reader.newChunk();
        while (reader.next(chunk)) {
            byte[] bytes = new byte[chunk.byteLength()];
            chunk.bytes().get(0, bytes);
            if (text.length() < 1 << 20) {
                text.append(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] unpacked) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(unpacked);
        }
        return bytes.toByteArray();
    }

    /** Names and texts of entries, in turn. */
    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                ZipEntry entry = new ZipEntry(entries[i]);
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new ArrayList<>(Arrays.asList(parts)).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
