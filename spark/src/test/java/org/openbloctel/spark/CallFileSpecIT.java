package org.openbloctel.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.scrub.engine.SpecCase;
import org.openbloctel.scrub.engine.Verdict;

/** Every case of {@code spec/call-files.yaml}: those of the same options and list are the files of one job. */
final class CallFileSpecIT {
    @TempDir
    static Path folder;

    private static final Map<String, Path> OUT = new HashMap<>();

    /** What cases of one job have in common. */
    private record Job(List<Long> listed, List<String> options) {}

    static Stream<SpecCase> cases() throws IOException {
        return SpecCase.all().stream();
    }

    @BeforeAll
    static void run() throws IOException {
        Map<Job, List<SpecCase>> jobs = new LinkedHashMap<>();
        for (SpecCase spec : SpecCase.all()) {
            jobs.computeIfAbsent(new Job(spec.listed(), spec.arguments()), k -> new ArrayList<>())
                    .add(spec);
        }
        int number = 0;
        for (Map.Entry<Job, List<SpecCase>> entry : jobs.entrySet()) {
            Path here = Files.createDirectory(folder.resolve(String.valueOf(number++)));
            String list = Scrubbed.listFile(
                    here.resolve("opposition.list"), entry.getKey().listed());
            Path in = Files.createDirectory(here.resolve("in"));
            Path out = here.resolve("out");
            for (SpecCase spec : entry.getValue()) {
                Files.write(in.resolve(spec.id() + ".csv"), spec.file());
                OUT.put(spec.id(), out);
            }
            List<String> args = new ArrayList<>(entry.getKey().options());
            args.addAll(List.of(
                    "--list", list, "--out", out.toUri().toString(), in.toUri().toString()));
            LocalSpark.Ran ran = LocalSpark.job(args.toArray(String[]::new));
            boolean refused = entry.getValue().stream().anyMatch(spec -> spec.fault() != null);
            assertThat(ran.code() != ExitCode.DONE).as(ran.out()).isEqualTo(refused);
            addsUp(out, entry.getValue());
        }
    }

    private static String key(Verdict verdict) {
        return verdict == Verdict.CALLABLE ? "notListed" : verdict.label(false);
    }

    private static void addsUp(Path out, List<SpecCase> specs) throws IOException {
        Map<String, Object> whole = Reports.read(out.resolve("_bloctel.report.json"));
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Long> reasons = new TreeMap<>();
        int files = 1;
        for (SpecCase spec : specs) {
            if (spec.fault() == null) {
                Map<String, Object> report = Reports.read(out.resolve(spec.id() + ".report.json"));
                for (Verdict verdict : Verdict.BY_LIST) {
                    sums.merge(key(verdict), Reports.number(report, key(verdict)), Long::sum);
                    sums.merge("rows", Reports.number(report, key(verdict)), Long::sum);
                }
                Reports.counts(report.get("uncheckedByReason"))
                        .forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
                files += 4;
            }
        }
        sums.forEach((name, sum) -> assertThat(Reports.number(whole, name)).isEqualTo(sum));
        assertThat(Reports.counts(whole.get("uncheckedByReason"))).isEqualTo(reasons);
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left).as("no other file").hasSize(files);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseHoldsAsAFileOfAJob(SpecCase spec) throws IOException {
        Path out = OUT.getOrDefault(spec.id(), folder);
        if (spec.fault() != null) {
            String files = Reports.text(Reports.read(out.resolve("_bloctel.report.json")), "files");
            assertThat(files).contains(spec.id() + ".csv, refused=" + spec.fault() + ", details=" + spec.details());
            assertThat(out).isDirectoryNotContaining("glob:**" + spec.id() + ".*");
            return;
        }
        Map<String, Object> report = Reports.read(out.resolve(spec.id() + ".report.json"));
        for (Verdict verdict : Verdict.BY_LIST) {
            assertThat(out.resolve(spec.id() + "." + verdict.label(false) + ".csv"))
                    .as(verdict.label(false))
                    .hasBinaryContent(spec.returned(verdict));
        }
        assertThat(Reports.counts(report.get("uncheckedByReason"))).isEqualTo(Reports.counts(spec.reasons()));
    }
}
