package org.openbloctel.server.service.figures;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.figures.Breakdown;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures.Value;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.SharedAnswers;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The figures as data, for everybody, without a key: CSV, JSON, their dictionary and their catalogue. */
@RestController
final class FigureData {
    static final String CSV = "/chiffres.csv";
    static final String JSON = "/chiffres.json";
    static final String DICTIONARY = "/chiffres/dictionnaire.json";
    static final String CATALOGUE = "/chiffres/catalogue.json";
    static final String API = "/api/v1/figures";

    private static final MediaType LINKED_DATA = MediaType.parseMediaType("application/ld+json");
    private static final MediaType CSV_TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final List<String> COLUMNS =
            List.of("period", "step", "figure", "part", "value", "unit", "provisional");

    /** The part of rows that are the sum of parts too small to be shown one by one. */
    private static final String MERGED = "+";

    private final FigureTables tables;
    private final FigureCatalogue catalogue;
    private final JsonMapper json;
    private final SharedAnswers.Kept<String, ResponseEntity<byte[]>> files;

    FigureData(FigureTables tables, FigureCatalogue catalogue, JsonMapper json) {
        this.tables = tables;
        this.catalogue = catalogue;
        this.json = json;
        this.files = tables.kept();
    }

    /**
     * What programs read.
     *
     * @param step day, month or year
     * @param from the first day
     * @param to the last day, which goes on
     * @param values wholes, in the order of periods
     * @param breakdowns parts, of months that are over
     */
    record Answer(
            String step,
            LocalDate from,
            LocalDate to,
            String licence,
            String dictionary,
            List<OneValue> values,
            List<OneBreakdown> breakdowns) {
        /** Copies. */
        Answer {
            values = List.copyOf(values);
            breakdowns = List.copyOf(breakdowns);
        }
    }

    /**
     * A figure of a period.
     *
     * @param period its first day
     * @param provisional whether the period goes on
     */
    record OneValue(LocalDate period, String figure, long value, String unit, boolean provisional) {}

    /**
     * A figure of a month by its parts.
     *
     * @param merged those of which only the sum may be shown; null when all are shown
     */
    record OneBreakdown(
            LocalDate month,
            String figure,
            List<OnePart> parts,
            @Nullable Merged merged) {
        /** Copies. */
        OneBreakdown {
            parts = List.copyOf(parts);
        }
    }

    /** A part. */
    record OnePart(String part, long value) {}

    /** Parts that are shown as one. */
    record Merged(List<String> parts, long value) {
        /** Copies. */
        Merged {
            parts = List.copyOf(parts);
        }
    }

    @Access(ANYONE)
    @GetMapping(CSV)
    ResponseEntity<byte[]> csv(@RequestParam(name = "pas", required = false) @Nullable String step) {
        Step wanted = step("pas", step);
        return kept(CSV_TYPE, CSV + wanted, () -> csv(tables.all(wanted)));
    }

    private static String csv(FigureTables.Table table) {
        CsvTable csv = new CsvTable().row(COLUMNS);
        for (Value value : table.values()) {
            csv.row(row(value.period(), table.step(), value.figure(), "", value.value(), !value.closed()));
        }
        for (Breakdown one : table.breakdowns()) {
            one.shown()
                    .forEach(part ->
                            csv.row(row(one.month(), Step.MONTH, one.figure(), part.code(), part.value(), false)));
            Breakdown.Rest rest = one.rest();
            if (rest != null) {
                String merged = String.join(MERGED, rest.parts());
                csv.row(row(one.month(), Step.MONTH, one.figure(), merged, rest.value(), false));
            }
        }
        return csv.toString();
    }

    private static List<String> row(
            LocalDate period, Step step, Figure figure, String part, long value, boolean provisional) {
        return List.of(
                period.toString(),
                lower(step),
                figure.code(),
                part,
                Long.toString(value),
                lower(figure.unit()),
                Boolean.toString(provisional));
    }

    @Access(ANYONE)
    @GetMapping(JSON)
    ResponseEntity<byte[]> json(@RequestParam(name = "pas", required = false) @Nullable String step) {
        return answer(step("pas", step));
    }

    @Access(ANYONE)
    @GetMapping(API)
    ResponseEntity<byte[]> api(@RequestParam(name = "step", required = false) @Nullable String step) {
        return answer(step("step", step));
    }

    @Access(ANYONE)
    @GetMapping(DICTIONARY)
    ResponseEntity<byte[]> dictionary() {
        return kept(MediaType.APPLICATION_JSON, DICTIONARY, () -> json.writeValueAsString(catalogue.dictionary()));
    }

    @Access(ANYONE)
    @GetMapping(CATALOGUE)
    ResponseEntity<byte[]> catalogue() {
        return kept(LINKED_DATA, CATALOGUE, () -> json.writeValueAsString(catalogue.linked()));
    }

    private ResponseEntity<byte[]> answer(Step step) {
        return kept(MediaType.APPLICATION_JSON, JSON + step, () -> text(tables.latest(step)));
    }

    private String text(FigureTables.Table table) {
        List<OneValue> values = table.values().stream()
                .map(one -> new OneValue(
                        one.period(),
                        one.figure().code(),
                        one.value(),
                        lower(one.figure().unit()),
                        !one.closed()))
                .toList();
        Answer answer = new Answer(
                lower(table.step()),
                table.from(),
                table.to(),
                catalogue.licence(),
                DICTIONARY,
                values,
                breakdowns(table));
        return json.writeValueAsString(answer);
    }

    private static List<OneBreakdown> breakdowns(FigureTables.Table table) {
        List<OneBreakdown> all = new ArrayList<>();
        for (Breakdown one : table.breakdowns()) {
            Breakdown.Rest rest = one.rest();
            all.add(new OneBreakdown(
                    one.month(),
                    one.figure().code(),
                    one.shown().stream()
                            .map(part -> new OnePart(part.code(), part.value()))
                            .toList(),
                    rest == null ? null : new Merged(rest.parts(), rest.value())));
        }
        return all;
    }

    private ResponseEntity<byte[]> kept(MediaType type, String name, Supplier<String> text) {
        return files.get(name, any -> file(type, text.get().getBytes(StandardCharsets.UTF_8)));
    }

    /** A file, with the tag by which a reader asks whether it changed. */
    private static ResponseEntity<byte[]> file(MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(FigureTables.KEPT).cachePublic())
                .eTag(DigestUtils.md5DigestAsHex(content))
                .body(content);
    }

    private static Step step(String field, @Nullable String written) {
        if (written == null) {
            return Step.DAY;
        }
        return Arrays.stream(Step.values())
                .filter(step -> lower(step).equals(written))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField(field)));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
