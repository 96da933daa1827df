package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.engine.SpecCase;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.number.NumberingPlan;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The cases of {@code spec/}, as command lines: call files through {@code scrub}, numbers through {@code check}. */
@Tag("long")
final class CommandLineSpecTest {
    /** The options say all that a case can say, so no case is left out; a new key must be added here and expressed. */
    private static final Set<String> EXPRESSED =
            Set.of(("id listed file encoding bom column separator header readAs quotes fault details layout head noHead"
                            + " callable opposed unchecked reasons places")
                    .split(" ", -1));

    /** What a line of standard input, or a field of the answer, cannot hold. */
    private static final Predicate<String> BREAKS = Pattern.compile("[\t\r\n]").asPredicate();

    private static final Map<List<Long>, Path> LISTS = new HashMap<>();

    @TempDir
    static Path lists;

    static Stream<SpecCase> callFiles() throws IOException {
        return SpecCase.all().stream();
    }

    @Test
    void noCaseOfACallFileIsLeftOut() throws IOException {
        assertThat(SpecCase.all())
                .hasSizeGreaterThan(90)
                .allSatisfy(c -> assertThat(EXPRESSED).containsAll(c.words()));
    }

    @ParameterizedTest
    @MethodSource("callFiles")
    void scrubsAsTheCaseSays(SpecCase c, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("calls.csv"), c.file());
        List<String> args = new ArrayList<>(List.of("scrub", file.toString(), "--report", "json"));
        args.addAll(List.of("--list", list(c.listed()).toString()));
        args.addAll(c.arguments());
        Ran ran = Ran.english(args.toArray(String[]::new));
        String fault = c.fault();
        if (fault != null) {
            refuses(c, fault, file, ran);
            return;
        }
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        for (Verdict verdict : Verdict.BY_LIST) {
            byte[] returned = Files.readAllBytes(folder.resolve("calls." + verdict.label(false) + ".csv"));
            assertThat(shown(returned)).as(verdict.name()).isEqualTo(shown(c.returned(verdict)));
        }
        assertThat(Files.readString(folder.resolve("calls.report.json"))).isEqualTo(ran.out());
        reports(c, ran.out());
    }

    private static void refuses(SpecCase c, String fault, Path file, Ran ran) throws IOException {
        boolean choice = fault.endsWith("_COLUMN") || fault.equals("OTHER_SEPARATOR");
        assertThat(ran.code()).isEqualTo(choice ? ExitCode.USAGE : ExitCode.INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("bloctel: calls.csv, line 1");
        assertThat(c.details()).allSatisfy(detail -> assertThat(ran.err()).containsIgnoringCase(detail));
        try (Stream<Path> left = Files.list(Objects.requireNonNull(file.getParent()))) {
            assertThat(left).containsExactly(file);
        }
    }

    private static void reports(SpecCase c, String json) {
        // JSON is YAML.
        Map<String, Object> report = new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
        Map<?, ?> layout = (Map<?, ?>) Objects.requireNonNull(report.get("layout"));
        List<?> columns = (List<?>) Objects.requireNonNull(layout.get("columns"));
        String used = layout.get("encoding") + "/" + layout.get("separator") + "/"
                + columns.stream().map(Object::toString).collect(Collectors.joining(","));
        assertThat(used).isEqualTo(c.layout());
        assertThat(layout.get("header")).isEqualTo(c.header());
        assertThat(report.get("uncheckedByReason")).isEqualTo(c.reasons());
        if (c.namesPlaces()) {
            List<?> places = (List<?>) Objects.requireNonNull(report.get("firstUnchecked"));
            assertThat(places.stream().map(place -> (Map<?, ?>) place))
                    .extracting(place -> place.get("line") + "@" + place.get("byte") + " " + place.get("reason"))
                    .isEqualTo(c.places());
        }
    }

    private static Path list(List<Long> numbers) {
        return LISTS.computeIfAbsent(numbers, listed -> {
            Path file = lists.resolve(LISTS.size() + ".list");
            Ran built = Ran.reading(
                    listed.stream().map(String::valueOf).collect(Collectors.joining("\n")),
                    "list",
                    "build",
                    "-",
                    "--out",
                    file.toString());
            assertThat(built.code()).isEqualTo(ExitCode.DONE);
            return file;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"FR", "NA"})
    void checksNumbersAsTheCasesSay(String code) throws IOException {
        List<Map<String, Object>> cases = numbers(code);
        String lines = cases.stream().map(c -> c.get("input") + "\n").collect(Collectors.joining());
        List<String> unlisted = new ArrayList<>();
        List<String> listed = new ArrayList<>();
        ListBuilder builder = new ListBuilder(NumberingPlan.of(code).orElseThrow());
        Path none = lists.resolve("none." + code + ".list");
        builder.build(1, Ran.NOW).write(none);
        for (Map<String, Object> c : cases) {
            String reason = Objects.toString(c.get("reason"), "");
            String answer = c.get("input") + "\t" + (reason.isEmpty() ? "NOT_LISTED" : "UNCHECKED") + "\t" + reason;
            unlisted.add(answer);
            listed.add(c.containsKey("numbers") ? c.get("input") + "\tOPPOSED\t" : answer);
            if (c.get("numbers") instanceof List<?> numbers) {
                numbers.forEach(n -> builder.add(Long.parseLong(n.toString().substring(1))));
            }
        }
        Path all = lists.resolve("all." + code + ".list");
        builder.build(1, Ran.NOW).write(all);
        assertThat(answers(lines, none)).containsExactlyElementsOf(unlisted);
        assertThat(answers(lines, all)).containsExactlyElementsOf(listed);
    }

    /** The cases of a plan, but for the few whose input holds a tab or a line break. */
    private static List<Map<String, Object>> numbers(String plan) throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of("..", "spec", "numbers.yaml"))) {
            Map<String, List<Map<String, Object>>> spec = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Map<String, Object>> cases = spec.getOrDefault("cases", List.of()).stream()
                    .filter(c -> plan.equals(c.get("plan")))
                    .toList();
            List<Map<String, Object>> whole = cases.stream()
                    .filter(c -> !BREAKS.test(Objects.toString(c.get("input"))))
                    .toList();
            assertThat(whole).hasSizeGreaterThan(30).hasSizeGreaterThanOrEqualTo(cases.size() - 5);
            return whole;
        }
    }

    private static List<String> answers(String lines, Path list) {
        Ran ran = Ran.reading(lines, "check", "-", "--list", list.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        return List.of(ran.out().split(System.lineSeparator(), -1))
                .subList(0, (int) lines.chars().filter(c -> c == '\n').count());
    }

    /** Bytes as text, with what repeats many times cut short. */
    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.length() < 2000 ? text : text.substring(0, 100) + "… " + text.length() + ", " + text.hashCode();
    }
}
