package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/** The table of verdicts: a line a number, quoted where need be, never a formula; and OK for what may be called alone. */
final class VerdictLinesPropertyTest {
    private static final Judgement CALLABLE = new Judgement(Verdict.CALLABLE, null, OptionalLong.empty());

    private static String written(Judgement judgement, String reference, List<? extends @Nullable CharSequence> phones)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VerdictLines lines = new VerdictLines(out, true);
        lines.add(phones, reference, judgement);
        lines.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String cell(String text) throws IOException {
        String line = written(CALLABLE, text, List.of("1"));
        assertThat(line).startsWith("1;").endsWith(";OK\r\n");
        return line.substring(2, line.length() - 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A1|A1",
                "a b|a b",
                "=1+1|'=1+1",
                "@SUM(A1)|'@SUM(A1)",
                "+cmd|'+cmd",
                "-x|'-x",
                "+33 6 39 98 00 01|+33 6 39 98 00 01",
                "+33(0)6-39.98/00|+33(0)6-39.98/00",
                "a;b|\"a;b\"",
                "=a;b|\"'=a;b\"",
                "a\"b|\"a\"\"b\"",
                "été|été"
            })
    void referenceIsQuotedAndNeverAFormula(String text, String expected) throws IOException {
        assertThat(cell(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n", "a\r\nb"})
    void lineBreaksAndTabsAreNoWayRoundIt(String text) throws IOException {
        assertThat(cell(text))
                .satisfiesAnyOf(
                        cell -> assertThat(cell).startsWith("\""),
                        cell -> assertThat(cell).startsWith("'"));
    }

    /** What is written as bytes is what would have been written as text. */
    @Test
    void plainBytesAreWrittenAsTheirTextIs() throws IOException {
        SplittableRandom random = Seed.random(VerdictLinesPropertyTest.class);
        String alphabet = "0123456789+-=@ ;\"\t\r\n\u007fAz'(./)\u0001é";
        int plain = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                boolean digit = random.nextInt(3) > 0;
                text.append(
                        digit ? (char) ('0' + random.nextInt(10)) : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            int behind = random.nextInt(12);
            byte[] padded = Arrays.copyOf(bytes, bytes.length + behind);
            Arrays.fill(padded, bytes.length, padded.length, (byte) ";é\"0 ".charAt(random.nextInt(5)));
            if (VerdictLines.isPlain(padded, 0, bytes.length)) {
                plain++;
                assertThat(cell(text.toString())).isEqualTo(text.toString());
            }
        }
        assertThat(plain).isGreaterThan(5_000);
    }

    @Test
    void eachVerdictHasItsAnswerAndOnlyCallableIsOk() throws IOException {
        for (Verdict verdict : Verdict.values()) {
            Judgement judgement = new Judgement(
                    verdict, null, OptionalLong.empty(), verdict == Verdict.FORBIDDEN ? "hours-2023" : null);
            String line = written(judgement, "7", List.of("0639980001"));
            assertThat(line.contains("OK")).as(line).isEqualTo(verdict == Verdict.CALLABLE);
        }
        for (Reason reason : Reason.values()) {
            assertThat(written(new Judgement(Verdict.UNCHECKED, reason, OptionalLong.empty()), "7", List.of("x")))
                    .isEqualTo("x;7;UNCHECKED " + reason.code() + "\r\n");
        }
        assertThat(written(new Judgement(Verdict.FORBIDDEN, null, OptionalLong.empty(), "r-1"), "7", List.of("x")))
                .isEqualTo("x;7;FORBIDDEN r-1\r\n");
    }

    @Test
    void whatTheListAloneFindsNothingAboutIsNotListedAndNeverOk() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VerdictLines lines = new VerdictLines(out, false);
        for (Verdict verdict : Verdict.BY_LIST) {
            lines.add(List.of("0639980001"), "7", new Judgement(verdict, null, OptionalLong.empty()));
        }
        lines.finish();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("0639980001;7;NOT_LISTED\r\n0639980001;7;OPPOSED\r\n0639980001;7;UNCHECKED\r\n");
    }

    @Test
    void everyNumberOfALineHasItsOwnLineAndALineWithoutOneIsThereToo() throws IOException {
        assertThat(written(CALLABLE, "7", List.of("06", " ", "07"))).isEqualTo("06;7;OK\r\n07;7;OK\r\n");
        assertThat(written(CALLABLE, "7", List.of("", "  "))).isEqualTo(";7;OK\r\n");
        assertThat(written(CALLABLE, "7", Arrays.asList(null, null))).isEqualTo(";7;OK\r\n");
        assertThat(written(CALLABLE, "7", List.of())).isEqualTo(";7;OK\r\n");
    }

    @Test
    void linesOfAnyLengthCrossTheBufferWhole() throws IOException {
        SplittableRandom random = Seed.random(VerdictLinesPropertyTest.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VerdictLines lines = new VerdictLines(out, false);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            int length = random.nextInt(20) == 0 ? 60_000 + random.nextInt(20_000) : 1 + random.nextInt(300);
            byte[] text = new byte[length + random.nextInt(9)];
            Arrays.fill(text, (byte) ('0' + i % 10));
            lines.begin(CALLABLE);
            lines.reference(i);
            lines.number(text, 0, length);
            lines.end();
            expected.append(Integer.toString(i % 10).repeat(length))
                    .append(';')
                    .append(i)
                    .append(";NOT_LISTED\r\n");
        }
        lines.finish();
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 999_999_999, Integer.MAX_VALUE, Long.MAX_VALUE})
    void placeOfALineIsWrittenWhole(long line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VerdictLines lines = new VerdictLines(out, false);
        lines.begin(CALLABLE);
        lines.reference(line);
        lines.end();
        lines.finish();
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(";" + line + ";NOT_LISTED\r\n");
    }

    @Test
    void columnOfReferencesIsFoundByItsNameUnlessItHoldsTheNumbers() {
        for (String name : List.of("Identifiant", "RÉFÉRENCE", " ref ", "ID", "identifier", "re\u0301f")) {
            assertThat(VerdictLines.referenceColumn(List.of("Nom", name), List.of(0)))
                    .as(name)
                    .isEqualTo(1);
            assertThat(VerdictLines.referenceColumn(List.of("Nom", name), List.of(1)))
                    .as(name)
                    .isEqualTo(-1);
        }
        for (String name : List.of("", "id client", "references", "idx", "Nom")) {
            assertThat(VerdictLines.referenceColumn(List.of(name), List.of()))
                    .as(name)
                    .isEqualTo(-1);
        }
        List<String> two = new ArrayList<>(List.of("ref", "id"));
        assertThat(VerdictLines.referenceColumn(two, List.of(0)))
                .as("the first that is free")
                .isEqualTo(1);
    }
}
