package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** A line that names the ends of a range puts neither of them on the list; numbers side by side, and dashes inside a number, do. */
final class RangePropertyTest {
    private static final int LINES = 1_000;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** Between the ends of a range, where blanks may be left out. */
    private static final List<String> SIGNS =
            List.of("-", "–", "—", "--", "->", "-->", "=>", ">", "→", "⇒", "..", "...", "…", "~", "\u00ad", "−");

    private static final List<String> WORDS = List.of("à", "a", "À", "au", "to", "bis", "jusqu'à", "jusqu’au");
    /** Between two numbers. */
    private static final List<String> SEPARATORS = List.of(" / ", "/", ";", ", ", " et ", " ou ", "\t", " • ", " & ");

    private SplittableRandom random = new SplittableRandom();

    @BeforeEach
    void seed() {
        random = Seed.random(RangePropertyTest.class);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String blank() {
        return any(List.of("", "", " ", "\u00a0", "  "));
    }

    private String sign() {
        return random.nextInt(3) == 0 ? " " + any(WORDS) + " " : blank() + any(SIGNS) + blank();
    }

    private String before() {
        return any(List.of("", "", "", "SDA ", "SDA1 ", "1;", "de ", "du ", "bloc A : ", "\"", "Anne-Marie ", "("));
    }

    private String behind() {
        return any(List.of("", "", "", " bloc", ";100", " (100 numéros)", "\"", ", Jean-Paul", " ."));
    }

    /** A number of nine national digits, in one of the usual spellings. */
    private String spelled(int national) {
        String nine = String.format("%09d", national);
        String pairs = "0" + nine.charAt(0) + nine.substring(1).replaceAll("..", " $0");
        return switch (random.nextInt(7)) {
            case 0 -> pairs;
            case 1 -> pairs.replace(' ', '.');
            case 2 -> pairs.replace(' ', '-');
            case 3 -> "+33" + nine;
            case 4 -> "+33 " + pairs.substring(1);
            case 5 -> "+33-" + pairs.substring(1).replace(' ', '-');
            default -> "0" + nine;
        };
    }

    private int start() {
        return any(List.of(199_000_000, 261_910_000, 353_010_000, 465_710_000, 536_490_000, 639_980_000))
                + random.nextInt(5000);
    }

    private List<String> lines(int n, Supplier<String> line) {
        return Stream.generate(line).limit(n).toList();
    }

    /** In one of two encodings: some signs and the bullet are in UTF-8 alone. */
    private static LinesRead read(ListBuilder builder, List<String> lines, Charset charset) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(charset);
        return builder.addLines(new ByteArrayInputStream(text), 1);
    }

    private static Charset charset(String line) {
        boolean either = WINDOWS_1252.newEncoder().canEncode(line) && line.length() % 2 == 0;
        return either ? WINDOWS_1252 : StandardCharsets.UTF_8;
    }

    /** Reads them line by line only when it has to name the wrong one. */
    private static OppositionList read(List<String> lines, boolean refused) throws IOException {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        long unreadable = 0;
        for (Map.Entry<Charset, List<String>> some : lines.stream()
                .collect(Collectors.groupingBy(RangePropertyTest::charset))
                .entrySet()) {
            unreadable += read(builder, some.getValue(), some.getKey()).unreadable();
        }
        for (String line : unreadable == (refused ? lines.size() : 0) ? List.<String>of() : lines) {
            LinesRead one = read(new ListBuilder(NumberingPlan.FRANCE), List.of(line), charset(line));
            assertThat(one.unreadable()).as(line).isEqualTo(refused ? 1 : 0);
        }
        return builder.build(1, Numbers.TIME);
    }

    private static void areRefused(List<String> lines) throws IOException {
        assertThat(read(lines, true).size()).isZero();
    }

    private static void areTaken(List<String> lines, Set<Integer> nationals) throws IOException {
        OppositionList list = read(lines, false);
        assertThat(nationals).allMatch(list::holds);
    }

    @Test
    void endsOfARangeAreNeverTwoNumbers() throws IOException {
        areRefused(lines(LINES, () -> {
            int first = start();
            return before() + spelled(first) + sign() + spelled(first + 1 + random.nextInt(999)) + behind();
        }));
    }

    @Test
    void endOfTheLastDigitsIsNotLeftOut() throws IOException {
        areRefused(lines(LINES, () -> {
            String sign = random.nextInt(5) == 0 ? blank() + "/" + blank() : sign();
            return before()
                    + spelled(start())
                    + sign
                    + (10 + random.nextInt(9990))
                    + any(List.of("", "", " bloc", "."));
        }));
    }

    @Test
    void severalRangesOfALineAreNotFourNumbers() throws IOException {
        areRefused(lines(LINES, () -> {
            int first = start();
            int second = start();
            String one = spelled(first) + sign() + spelled(first + 99);
            return before() + one + any(SEPARATORS) + spelled(second) + sign() + spelled(second + 99) + behind();
        }));
    }

    @Test
    void wordsBesideTheEndsChangeNothing() throws IOException {
        areRefused(lines(LINES, () -> {
            int first = start();
            String mark = any(List.of(" (A)", " A", " poste 1", " inclus", " (début)"));
            return before()
                    + spelled(first)
                    + mark
                    + sign()
                    + spelled(first + 99)
                    + any(List.of("", " (fin)", " inclus"));
        }));
    }

    @Test
    void numbersSideBySideAreTwoNumbers() throws IOException {
        Set<Integer> numbers = new HashSet<>();
        List<String> lines = lines(LINES, () -> {
            int first = start();
            int second = start();
            numbers.add(first);
            numbers.add(second);
            return spelled(first) + any(SEPARATORS) + spelled(second);
        });
        areTaken(lines, numbers);
    }

    @Test
    void dashesInsideANumberAndBesideWordsAreNoRange() throws IOException {
        Set<Integer> numbers = new HashSet<>();
        List<String> words = List.of(
                "",
                " - Anne",
                " (mobile)",
                " – le soir",
                " poste 3",
                ", Jean-Paul",
                " à rappeler à 14h",
                " à 14h",
                " / Durand",
                ";75001");
        List<String> lines = lines(LINES, () -> {
            int number = start();
            numbers.add(number);
            return any(List.of("", "Anne - ", "Jean-Paul ", "Durand;", "Tél. - ")) + spelled(number) + any(words);
        });
        areTaken(lines, numbers);
    }

    /** A search whose time grows with the square of the line would take minutes here. */
    @ParameterizedTest
    @ValueSource(strings = {"-", "- ", ".", "a", "a ", "1-", "0199000000-", "jusqu'", "\"", "/"})
    void lineOfHalfAMegabyteIsRead(String piece) throws IOException {
        String line = "0199000000 " + piece.repeat(500_000 / piece.length());
        LinesRead read = read(new ListBuilder(NumberingPlan.FRANCE), List.of(line), StandardCharsets.UTF_8);
        assertThat(read.lines()).isEqualTo(1);
    }
}
