package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.problem;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** Packed call files and workbooks through the API. */
final class ContainersApiIT {
    private static final String FILE = "Nom;Téléphone\r\nAnne;0639980001\r\nBert;06 39 98 00 02\r\nCora;absurde\r\n";

    private static ServerFixture server;
    private static Program program;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
        server.publish("0639980001\n0639980011\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void packedFilesComeBackPacked() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(bytes(FILE));
        }
        JsonNode done = program.submitted("prospects.csv.gz", "", gzip.toByteArray());
        HttpResponse<byte[]> file =
                program.get(done.get("links").get("not-listed").asString());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Bert")
                    .doesNotContain("Anne");
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("prospects.csv"));
            out.write(bytes(FILE));
        }
        done = program.submitted("prospects.zip", "", zip.toByteArray());
        file = program.get(done.get("links").get("opposed").asString());
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file.body()))) {
            in.getNextEntry();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Anne")
                    .doesNotContain("Bert");
        }
        try (Stream<Path> plain = Files.list(server.folder().resolve("work"))) {
            assertThat(plain).isEmpty();
        }
    }

    @Test
    void workbookComesBackAsWorkbook() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", null)) {
            Worksheet sheet = workbook.newWorksheet("Appels");
            sheet.value(0, 0, "Téléphone");
            sheet.value(1, 0, "0639980011");
            sheet.value(2, 0, "0639980012");
        }
        JsonNode done = program.submitted("appels.xlsx", "", file.toByteArray());
        HttpResponse<byte[]> answer =
                program.get(done.get("links").get("not-listed").asString());
        List<String> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()));
                Stream<Row> all = workbook.getFirstSheet().openStream()) {
            all.forEach(row -> rows.add(row.getCellText(0)));
        }
        assertThat(rows).containsExactly("Téléphone", "0639980012");
    }

    @Test
    void textThatIsNamedAsAPlaceholderIsBlankInFilesAndWorkbooks() throws IOException {
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(workbook, "test", null)) {
            Worksheet sheet = book.newWorksheet("Appels");
            sheet.value(0, 0, "Fixe");
            sheet.value(0, 1, "Mobile");
            sheet.value(1, 0, "0639980012");
            sheet.value(1, 1, "à rappeler");
        }
        byte[] text = bytes("Fixe;Mobile\n0639980012;à rappeler\n");
        String both = "&column=Fixe&column=Mobile";
        for (Map.Entry<String, byte[]> file : Map.of("fiches.csv", text, "fiches.xlsx", workbook.toByteArray())
                .entrySet()) {
            JsonNode before = program.submitted(file.getKey(), both, file.getValue());
            assertThat(before.get("report").get("unchecked").asInt()).isEqualTo(1);
            assertThat(program.file(before, "verdicts")).contains("UNCHECKED");
            JsonNode done =
                    program.submitted(file.getKey(), both + "&blank=A+RAPPELER&blank=voir+fiche", file.getValue());
            assertThat(done.get("layout").get("blanks").toString()).isEqualTo("[\"A RAPPELER\",\"voir fiche\"]");
            assertThat(done.get("report").get("unchecked").asInt()).isZero();
            assertThat(program.file(done, "verdicts")).contains("NOT_LISTED").doesNotContain("UNCHECKED");
            String corrections = before.get("links").get("corrections").asString();
            HttpResponse<byte[]> again = program.send(
                    "POST", corrections + both.replaceFirst("&", "?") + "&blank=06", BodyPublishers.noBody());
            assertThat(problem(again)).isEqualTo("400 BT-0701");
        }
    }

    @Test
    void sheetsOfAWorkbookAreScrubbedAndCountedTogetherWhereAllAreAskedFor() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", null)) {
            Worksheet north = workbook.newWorksheet("Nord");
            north.value(0, 0, "Téléphone");
            north.value(1, 0, "0639980011");
            Worksheet south = workbook.newWorksheet("Sud");
            south.value(0, 0, "Ville");
            south.value(0, 1, "Mobile");
            south.value(1, 0, "Lyon");
            south.value(1, 1, "0639980012");
            south.value(2, 1, "0639980011");
        }
        JsonNode refused = program.submitted("agences.xlsx", "", file.toByteArray());
        assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.get("refusal").get("cure").asString()).contains("all");
        JsonNode done = program.submitted("agences.xlsx", "&sheet=all", file.toByteArray());
        JsonNode report = done.get("report");
        assertThat(report.get("rows").asInt()).isEqualTo(3);
        assertThat(report.get("opposed").asInt()).isEqualTo(2);
        assertThat(program.file(done, "verdicts")).contains("0639980011;Nord!2;OPPOSED", "0639980012;Sud!2;NOT_LISTED");
        HttpResponse<byte[]> answer =
                program.get(done.get("links").get("not-listed").asString());
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            List<Integer> rows = new ArrayList<>();
            for (Sheet sheet : workbook.getSheets().toList()) {
                rows.add(sheet.read().size());
            }
            assertThat(rows).containsExactly(1, 2);
        }
    }
}
