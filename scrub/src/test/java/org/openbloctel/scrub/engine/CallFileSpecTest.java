package org.openbloctel.scrub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Every case of {@code spec/call-files.yaml} on every path: threads, chunks, lists, containers, streams. */
@Tag("long")
final class CallFileSpecTest {
    private static final SplittableRandom RANDOM = Seed.random(CallFileSpecTest.class);

    /** Lists by their numbers: just built, and opened from a file. */
    private static final Map<List<Long>, List<OppositionList>> LISTS = new HashMap<>();

    @TempDir
    static Path folder;

    /** One way to give a call file to the engine. */
    private interface Door {
        CallFile open(byte[] file) throws IOException;
    }

    static Stream<SpecCase> cases() throws IOException {
        return SpecCase.all().stream();
    }

    @Test
    void casesHaveNamesOfTheirOwn() throws IOException {
        assertThat(SpecCase.all())
                .extracting(SpecCase::id)
                .hasSizeGreaterThan(60)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseHoldsOnEveryPath(SpecCase spec) throws IOException {
        OppositionList built = lists(spec.listed()).get(0);
        OppositionList mapped = lists(spec.listed()).get(1);
        boolean isLong = spec.file().length > 100_000;
        int least = isLong ? spec.file().length / 100 : 1;
        for (Map.Entry<String, Door> door : doors().entrySet()) {
            if (!isLong || door.getKey().startsWith("plain")) {
                holds(spec, door, built, 1, ScrubOptions.CHUNK_BYTES);
                holds(spec, door, mapped, 4, ScrubOptions.CHUNK_BYTES);
                holds(spec, door, mapped, 3, least + RANDOM.nextInt(64));
            }
            if (!isLong || door.getKey().contains("stream")) {
                holds(spec, door, built, 1 + RANDOM.nextInt(4), least + RANDOM.nextInt(least + 64));
            }
        }
    }

    private static List<OppositionList> lists(List<Long> listed) throws IOException {
        List<OppositionList> known = LISTS.get(listed);
        if (known != null) {
            return known;
        }
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        listed.forEach(builder::add);
        OppositionList built = builder.build(7, Instant.EPOCH);
        Path file = folder.resolve(LISTS.size() + ".list");
        built.write(file);
        List<OppositionList> lists = List.of(built, OppositionList.open(file));
        LISTS.put(listed, lists);
        return lists;
    }

    private Map<String, Door> doors() {
        return new TreeMap<>(Map.of(
                "stream",
                file -> CallFile.open(new ByteArrayInputStream(file), "a.csv", true),
                "plain",
                file -> CallFile.open(Files.write(folder.resolve("a.csv"), file), true),
                "gzip",
                file -> CallFile.open(Files.write(folder.resolve("a.csv.gz"), gzip(file)), true),
                "gzip stream",
                file -> CallFile.open(new ByteArrayInputStream(gzip(file)), "a.csv.gz", true),
                "zip",
                file -> CallFile.open(Files.write(folder.resolve("a.zip"), zip(file)), true),
                "zip stream",
                file -> CallFile.open(new ByteArrayInputStream(zip(file)), "a.zip", true)));
    }

    private static void holds(
            SpecCase spec, Map.Entry<String, Door> door, OppositionList list, int threads, int chunkBytes)
            throws IOException {
        String path = spec.id() + " as " + door.getKey() + ", " + threads + " threads, chunks of " + chunkBytes;
        String fault = spec.fault();
        if (fault != null) {
            CallFileException refused = catchThrowableOfType(CallFileException.class, () -> {
                try (CallFile file = door.getValue().open(spec.file())) {
                    Scrubbed.of(file, spec.options(), list, threads, chunkBytes);
                }
            });
            assertThat(refused).as(path).isNotNull();
            assertThat(refused.fault()).as(path).hasToString(fault);
            assertThat(refused.details()).as(path).isEqualTo(spec.details());
            return;
        }
        try (CallFile file = door.getValue().open(spec.file())) {
            isAsExpected(spec, path, Scrubbed.of(file, spec.options(), list, threads, chunkBytes));
        }
    }

    private static void isAsExpected(SpecCase spec, String path, Scrubbed got) {
        ScrubReport report = got.report();
        assertThat(report.layout().encoding()
                        + "/" + report.layout().separator()
                        + "/" + String.join(",", report.layout().columns()))
                .as(path)
                .isEqualTo(spec.layout());
        assertThat(report.layout().header()).as(path).isEqualTo(spec.header());
        assertThat(shown(got.callable())).as(path + ": callable").isEqualTo(shown(spec.returned(Verdict.CALLABLE)));
        assertThat(shown(got.opposed())).as(path + ": opposed").isEqualTo(shown(spec.returned(Verdict.OPPOSED)));
        assertThat(shown(got.unchecked())).as(path + ": unchecked").isEqualTo(shown(spec.returned(Verdict.UNCHECKED)));
        Map<String, Long> reasons = report.uncheckedByReason().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().code(), Map.Entry::getValue));
        assertThat(reasons.toString()).as(path).isEqualTo(sorted(spec.reasons(), reasons));
        assertThat(report.rows()).as(path).isEqualTo(report.callable() + report.opposed() + report.unchecked());
        if (spec.namesPlaces()) {
            List<String> places = report.firstUnchecked().stream()
                    .map(l -> l.line() + "@" + l.offset() + " " + l.reason().code())
                    .toList();
            assertThat(places).as(path).isEqualTo(spec.places());
        }
    }

    /** The expected map in the order of the one that came, so that a difference is seen as text. */
    private static String sorted(Map<?, ?> expected, Map<String, Long> got) {
        Map<String, Long> wanted = expected.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().toString(), e -> ((Number) e.getValue()).longValue()));
        return wanted.equals(got) ? got.toString() : wanted.toString();
    }

    /** Bytes as text, with what repeats many times cut short. */
    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.length() < 2000
                ? text
                : text.substring(0, 100) + "…" + text.substring(text.length() - 100) + " " + text.length() + " bytes, "
                        + text.hashCode();
    }

    static byte[] gzip(byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(file);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("folder/"));
            out.putNextEntry(new ZipEntry("folder/a.csv"));
            out.write(file);
            out.putNextEntry(new ZipEntry("__MACOSX/folder/._a.csv"));
            out.write(1);
        }
        return bytes.toByteArray();
    }
}
