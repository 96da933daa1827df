package org.openbloctel.server.service.figures;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Breakdown;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.document.Conformance;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was counted is published as a page, as CSV and as JSON, and nothing that is too small in any of them. */
final class FigureDataIT {
    private static final String MERGED = "+";

    private static ServerFixture server;
    private static JdbcClient database;
    private static LocalDate today;
    private static long seed;
    private static final Map<LocalDate, Map<String, Long>> DAYS = new HashMap<>();

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        database = JdbcClient.create(server.database().owner());
        today = LegalCalendar.today(server.clock());
        seed = new Random().nextLong();
        Random random = new Random(seed);
        // 14 months, most parts of which are small.
        for (LocalDate day = today.minusMonths(14); day.isBefore(today); day = day.plusDays(1)) {
            Map<String, Long> parts = new HashMap<>();
            long whole = 0;
            for (String part : Figure.FILES.parts()) {
                boolean rare = !part.equals("api")
                        && new Random(seed ^ (31L * day.getMonthValue() + part.hashCode())).nextInt(3) == 0;
                long value = rare ? random.nextInt(20) / 19 : random.nextInt(6);
                parts.put(part, value);
                whole += value;
                put(day, Figure.FILES, part, value);
            }
            DAYS.put(day, parts);
            put(day, Figure.FILES, "", whole);
            put(day, Figure.LINES, "", 1_000);
            put(day, Figure.LINES_OPPOSED, "", 38);
            put(day, Figure.NUMBERS, "", 12_000_000 + day.getDayOfMonth());
            put(day, Figure.MINUTES, "", 1_440);
            put(day, Figure.MINUTES_UP, "", day.equals(today.minusDays(3)) ? 1_439 : 1_440);
            put(day, Figure.RETURN_P99, "", 12_345);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void put(LocalDate day, Figure figure, String part, long value) {
        database.sql("insert into accounts.figure_day (day, figure, part, value, closed) values (?, ?, ?, ?, true)")
                .params(day, figure.code(), part, value)
                .update();
    }

    private static List<CsvRecord> csv(String path) {
        HttpResponse<String> answer = server.visitor().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=60, public");
        List<CsvRecord> records =
                CsvReader.builder()
                        .fieldSeparator(';')
                        .ofCsvRecord(answer.body().substring(1))
                        .stream()
                        .toList();
        assertThat(records.getFirst().getFields())
                .containsExactly("period", "step", "figure", "part", "value", "unit", "provisional");
        return records.subList(1, records.size());
    }

    /** A page with plain spaces. */
    private static String page(Visitor visitor, String path) {
        HttpResponse<String> answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().replace('\u00a0', ' ');
    }

    private static JsonNode json(String path) {
        HttpResponse<String> answer = server.visitor().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void csvHasEveryDayAndNoPartOfADay() {
        List<CsvRecord> rows = csv("/chiffres.csv");
        Map<LocalDate, Long> files = new HashMap<>();
        for (CsvRecord row : rows) {
            if (row.getField(1).equals("day")) {
                assertThat(row.getField(3)).isEmpty();
            }
            if (row.getField(1).equals("day")
                    && row.getField(2).equals("files")
                    && row.getField(6).equals("false")) {
                files.put(LocalDate.parse(row.getField(0)), Long.parseLong(row.getField(4)));
            }
        }
        Map<LocalDate, Long> expected = new HashMap<>();
        DAYS.forEach((day, parts) ->
                expected.put(day, parts.values().stream().mapToLong(one -> one).sum()));
        assertThat(files).as("seed %s", seed).isEqualTo(expected);
    }

    /** Of each month that is over, a part is shown when it is not small; others are one sum of two parts at least. */
    @Test
    void noSmallPartIsInTheDataOrOnThePage() {
        Map<LocalDate, Map<String, Long>> months = new HashMap<>();
        DAYS.forEach((day, parts) ->
                parts.forEach((part, value) -> months.computeIfAbsent(day.withDayOfMonth(1), any -> new HashMap<>())
                        .merge(part, value, Long::sum)));
        months.remove(today.withDayOfMonth(1));
        LocalDate first = today.minusMonths(14);
        if (first.getDayOfMonth() > 1) {
            months.remove(first.withDayOfMonth(1)); // not whole
        }
        Map<LocalDate, Map<String, Long>> shown = new HashMap<>();
        for (CsvRecord row : csv("/chiffres.csv")) {
            if (row.getField(2).equals("files") && !row.getField(3).isEmpty()) {
                assertThat(row.getField(1)).isEqualTo("month");
                shown.computeIfAbsent(LocalDate.parse(row.getField(0)), any -> new HashMap<>())
                        .put(row.getField(3), Long.parseLong(row.getField(4)));
            }
        }
        assertThat(shown.keySet()).isEqualTo(months.keySet());
        shown.forEach((month, parts) -> parts.forEach((part, value) -> {
            List<String> merged = List.of(part.split("\\" + MERGED, -1));
            Map<String, Long> counted = months.getOrDefault(month, Map.of());
            assertThat(value)
                    .as("%s %s, seed %s", month, part, seed)
                    .isEqualTo(merged.stream()
                            .mapToLong(one -> counted.getOrDefault(one, 0L))
                            .sum())
                    .isGreaterThan(0);
            if (merged.size() == 1) {
                assertThat(value).isGreaterThanOrEqualTo(Breakdown.MIN_SHOWN);
            }
        }));
        Map<LocalDate, Map<String, Long>> inJson = new HashMap<>();
        json("/chiffres.json?pas=month").get("breakdowns").forEach(one -> {
            Map<String, Long> parts = new HashMap<>();
            one.get("parts")
                    .forEach(part -> parts.put(
                            part.get("part").asString(), part.get("value").asLong()));
            if (!one.get("merged").isNull()) {
                List<String> names = new ArrayList<>();
                one.at("/merged/parts").forEach(part -> names.add(part.asString()));
                parts.put(String.join(MERGED, names), one.at("/merged/value").asLong());
            }
            inJson.put(LocalDate.parse(one.get("month").asString()), parts);
        });
        assertThat(inJson).isEqualTo(shown);
        assertThat(page(server.visitor(), "/chiffres?periode=12-mois")).contains("Détail par mois");
    }

    @Test
    void apiNeedsNoKeyAndGivesDaysMonthsAndYears() {
        JsonNode days = json("/api/v1/figures");
        assertThat(days.get("step").asString()).isEqualTo("day");
        assertThat(days.get("from").asString()).isEqualTo(today.minusDays(365).toString());
        JsonNode years = json("/api/v1/figures?step=year");
        assertThat(years.get("values"))
                .filteredOn(one -> one.get("figure").asString().equals("numbers"))
                .extracting(one -> one.get("period").asString())
                .contains(today.withDayOfYear(1).toString());
        HttpResponse<String> wrong = server.visitor().get("/api/v1/figures?step=week");
        assertThat(wrong.body()).contains("BT-0701", "step");
        assertThat(server.visitor().get("/chiffres.csv?pas=semaine").statusCode())
                .isEqualTo(wrong.statusCode())
                .isBetween(400, 422);
    }

    @Test
    void dataAreAskedForAgainAndNotSentAgain() {
        for (String path :
                List.of("/chiffres.csv", "/chiffres.json", "/chiffres/dictionnaire.json", "/chiffres/catalogue.json")) {
            String tag = server.visitor().get(path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again =
                    server.visitor().with("If-None-Match", tag).get(path);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
        }
    }

    @Test
    void pageShowsEachPeriodInBothLanguages() {
        String days = page(server.visitor(), "/chiffres");
        assertThat(days)
                .contains("30 derniers jours", "rel=\"alternate\"", "Licence Ouverte 2.0", "99,99", "12,3")
                .contains(">Numéros sur la liste<", "aria-label=\"Numéros sur la liste");
        assertThat(page(server.visitor().speaks("en"), "/chiffres?periode=12-mois"))
                .contains("Last 12 months", "Numbers on the list", "October 2026");
        assertThat(page(server.visitor(), "/chiffres?periode=tout")).contains("<th scope=\"row\">2025</th>");
        assertThat(server.visitor().get("/chiffres?periode=hier").statusCode()).isEqualTo(404);
        assertThat(days.length()).isLessThan(100 << 10);
    }

    /** Visitors do not make the database count: what a page shows is read once a minute. */
    @Test
    void whatWasReadIsRememberedForAMinute() {
        Visitor visitor = server.visitor();
        visitor.get("/chiffres?periode=30-jours");
        put(today.minusDays(1), Figure.FEES, "", 123_456_789);
        assertThat(page(visitor, "/chiffres?periode=30-jours")).doesNotContain("1 234 567,89");
        server.clock().move(Duration.ofMinutes(1));
        assertThat(page(visitor, "/chiffres?periode=30-jours")).contains("1 234 567,89");
    }

    @Test
    @Tag("check-long")
    void aYearIsADocumentAndAYearWithoutFiguresIsNotThere() throws Exception {
        String year = Integer.toString(today.getYear());
        HttpResponse<byte[]> report = server.visitor().file("/chiffres/" + year + ".pdf");
        assertThat(report.statusCode()).isEqualTo(200);
        Conformance.assertConforms(report.body());
        try (PDDocument document = Loader.loadPDF(report.body())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Chiffres publics " + year, "Numéros sur la liste", "octobre " + year, "Détail par mois");
        }
        for (String none : List.of("1999", "20266", "x")) {
            assertThat(server.visitor().get("/chiffres/" + none + ".pdf").statusCode())
                    .as(none)
                    .isEqualTo(404);
        }
        assertThat(page(server.visitor(), "/chiffres")).contains("/chiffres/" + year + ".pdf");
    }

    @Test
    void jobCountsToday() {
        server.hurry("figures.count");
        server.clock().move(Duration.ofMinutes(1));
        JsonNode values = json("/chiffres.json").get("values");
        assertThat(values)
                .filteredOn(one -> one.get("period").asString().equals(today.toString()))
                .extracting(one -> one.get("figure").asString())
                .contains("people", "registrations", "professionals", "files", "lookups", "certificates");
    }

    /** A company sees the course of its own checks, the operator's people that of the service. */
    @Test
    void homesShowTheirCourse() {
        Caller caller = new Caller(server, "000000018", "Exemple");
        Visitor owner = server.visitor(caller.owner(true));
        file(caller, 40, 1_000, 25);
        assertThat(page(owner, "/pro")).contains("Aucun fichier n’est revenu dans les 30 derniers jours.");
        file(caller, 2, 1_000, 25);
        file(caller, 2, 1_000, 75);
        assertThat(page(owner, "/pro"))
                .contains("Vos vérifications, 30 derniers jours", "aria-label=\"Part sur la liste", ">5,0 %<");
        assertThat(page(owner, "/pro"))
                .contains("Rien à faire aujourd’hui.", "Aucune échéance dans les 30 prochains jours");
        assertThat(page(server.visitor(server.staff()), "/operateur"))
                .contains("Rien à faire aujourd’hui.", "aria-label=\"Part des lignes sur la liste")
                .contains("Fichiers d’appel", "Qualité du service", "aria-label=\"Disponibilité");
    }

    private static void file(Caller caller, int daysAgo, long rows, long opposed) {
        database.sql(
                        "insert into accounts.submission (id, company, principal, channel, file_name, inputs, input_until, option_columns,"
                                + " received_at, settled_at, sha256, size, state, submitted_by, rows, callable, opposed)"
                                + " values (gen_random_uuid(), :company, :company, 'portal', 'essai.csv', '{}', :at, '{}', :at, :at, 'x', 1,"
                                + " 'PURGED', 'm', :rows, :rows - :opposed, :opposed)")
                .param("company", caller.company())
                .param(
                        "at",
                        server.clock().instant().minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC))
                .param("rows", rows)
                .param("opposed", opposed)
                .update();
    }

    @Test
    void catalogueHasTheFieldsThatAreHarvested() {
        JsonNode set = json("/chiffres/catalogue.json").get("dcat:dataset").get(0);
        assertThat(set.propertyNames())
                .contains(
                        "dct:title",
                        "dct:description",
                        "dcat:keyword",
                        "dct:license",
                        "dct:accrualPeriodicity",
                        "dct:publisher",
                        "dcat:distribution");
        set.get("dcat:distribution").forEach(one -> {
            String address = one.at("/dcat:downloadURL/@id").asString();
            String path = URI.create(address).getPath();
            assertThat(server.visitor()
                            .get(path)
                            .headers()
                            .firstValue("Content-Type")
                            .orElse(""))
                    .startsWith(one.get("dcat:mediaType").asString());
        });
    }

    /** docs/figures.md has the dictionary. */
    @Test
    void figuresAreDescribedOnThePageOfTheProject() throws IOException {
        MessageSource texts = server.bean(MessageSource.class);
        StringBuilder table = new StringBuilder(
                "| code | what it counts | unit | a month is | parts |\n| --- | --- | --- | --- | --- |\n");
        for (Figure figure : Figure.values()) {
            table.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            figure.code(),
                            texts.getMessage("figures.about." + figure.code(), null, Locale.ENGLISH),
                            figure.unit().name().toLowerCase(Locale.ROOT),
                            switch (figure.kind()) {
                                case FLOW -> "the sum";
                                case STATE -> "the last";
                                case HIGHEST -> "the highest";
                            },
                            String.join(", ", figure.parts())));
        }
        Path file = Path.of("../docs/figures.md");
        String page = Files.readString(file);
        String mark = "<!-- figures -->\n";
        int from = page.indexOf(mark) + mark.length();
        int to = page.indexOf("<!-- end -->", from);
        String wanted = page.substring(0, from) + table + page.substring(to);
        if (System.getProperty("golden", "").equals("write")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as("docs/figures.md: run `make fix` and look at the difference")
                .isEqualTo(wanted);
    }
}
