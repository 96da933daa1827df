package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Runs {@code spec/numbers.yaml} over every way into the reader. */
class NumberSpecTest {
    private static final Path SPEC = Path.of("..", "spec", "numbers.yaml");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    record Case(String id, NumberingPlan plan, String input, Read expected) {
        static Case of(Map<String, Object> entry) {
            List<String> numbers = entry.get("numbers") instanceof List<?> list
                    ? list.stream().map(String.class::cast).toList()
                    : List.of();
            return new Case(
                    text(entry, "id"),
                    NumberingPlan.of(text(entry, "plan")).orElseThrow(),
                    text(entry, "input"),
                    new Read(numbers, reason(entry.get("reason"))));
        }

        private static String text(Map<String, Object> entry, String key) {
            return (String) entry.getOrDefault(key, "");
        }

        private static @Nullable Reason reason(@Nullable Object code) {
            return code == null
                    ? null
                    : Arrays.stream(Reason.values())
                            .filter(reason -> reason.code().equals(code))
                            .findAny()
                            .orElseThrow();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (Reader reader = Files.newBufferedReader(SPEC)) {
            Map<String, List<Map<String, Object>>> spec =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return spec.getOrDefault("cases", List.of()).stream().map(Case::of);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsUtf8(Case c) {
        byte[] b = c.input().getBytes(UTF_8);
        assertThat(Read.of(new NumberReader(c.plan()), b, 0, b.length)).isEqualTo(c.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWindows1252WhereItHasTheCharacters(Case c) {
        if (WINDOWS_1252.newEncoder().canEncode(c.input())) {
            byte[] b = c.input().getBytes(WINDOWS_1252);
            assertThat(Read.of(new NumberReader(c.plan()), b, 0, b.length)).isEqualTo(c.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsCharacters(Case c) {
        assertThat(Read.of(new NumberReader(c.plan()), c.input())).isEqualTo(c.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsInsideALargerArrayWhateverStandsAround(Case c) {
        byte[] b = c.input().getBytes(UTF_8);
        NumberReader reader = new NumberReader(c.plan());
        for (byte around : new byte[] {'0', '9', ' ', '"', (byte) 0xa0, (byte) 0xe2}) {
            byte[] larger = new byte[b.length + 40];
            Arrays.fill(larger, around);
            System.arraycopy(b, 0, larger, 17, b.length);
            assertThat(Read.of(reader, larger, 17, 17 + b.length)).isEqualTo(c.expected());
        }
    }

    @Test
    void everyCaseHasItsOwnIdAndEveryReasonOfTheReaderIsSeen() throws IOException {
        Set<String> ids = new HashSet<>();
        Set<@Nullable Reason> reasons = new HashSet<>();
        cases().forEach(c -> {
            assertThat(ids.add(c.id())).as(c.id()).isTrue();
            assertThat(c.expected().numbers().isEmpty() && c.expected().reason() == null)
                    .as(c.id())
                    .isFalse();
            reasons.add(c.expected().reason());
        });
        assertThat(ids).hasSizeGreaterThan(300);
        assertThat(reasons)
                .contains(
                        Reason.BLANK,
                        Reason.NOT_A_NUMBER,
                        Reason.WRONG_LENGTH,
                        Reason.DIGITS_LOST,
                        Reason.SPECIAL_NUMBER,
                        Reason.FOREIGN,
                        Reason.UNASSIGNED_RANGE);
    }
}
