package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/** Many numbers at once are judged as each would be alone. */
final class JudgeTest {
    private static final long FIRST = 33_639_000_000L;
    private static final int SPREAD = 20_000;

    private final SplittableRandom random = Seed.random(JudgeTest.class);

    @Test
    void manyAtOnceAreJudgedAsEachAlone() {
        OppositionList list = list();
        for (int round = 0; round < 60; round++) {
            compare(list, random.nextInt(3000));
            if (round == 30) {
                list.expect(Long.MAX_VALUE); // from here on by the bit map
            }
        }
    }

    @Test
    void cellsOfARowAreLookedUpInAnySpellingAndInPieces() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33639980001L);
        Judge judge = new Judge(builder.build(1, Instant.EPOCH));
        List<List<String>> listed = List.of(
                List.of("06_39:98|00~01"),
                List.of("Tel0639980001 (9h-18h)"),
                List.of("wa.me/33639980001"),
                List.of("\u0660\u0666\u0663\u0669\u0669\u0668\u0660\u0660\u0660\u0661"),
                List.of("06", "39980001"),
                List.of("Anne", "+33", "639980001", ""),
                List.of(" 06 39", "98 00", "01"),
                List.of("06", "39", "98", "00", "01"));
        for (List<String> others : listed) {
            assertThat(judge.line(List.of("0639980002"), others, "").reason())
                    .as(others.toString())
                    .isEqualTo(Reason.LISTED_ELSEWHERE);
        }
        for (String other : List.of("639980001", "06", "2.0639980001", "2026-06-39")) {
            assertThat(judge.line(List.of("0639980002"), List.of(other, "x"), "")
                            .verdict())
                    .as(other)
                    .isEqualTo(Verdict.CALLABLE);
        }
    }

    private OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        for (int i = 0; i < SPREAD / 4; i++) {
            builder.add(FIRST + random.nextInt(SPREAD));
        }
        long[] turned = random.longs(50, FIRST, FIRST + SPREAD).toArray();
        return builder.build(1, Instant.EPOCH).next(2, Instant.EPOCH, turned, new long[0]);
    }

    private void compare(OppositionList list, int n) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] from = new int[n];
        int[] to = new int[n];
        for (int i = 0; i < n; i++) {
            from[i] = bytes.size();
            bytes.writeBytes(written().getBytes(UTF_8));
            to[i] = bytes.size();
        }
        byte[] all = bytes.toByteArray();
        Judge alone = new Judge(list);
        List<Judgement> expected = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            expected.add(alone.number(all, from[i], to[i]));
        }
        assertThat(new Judge(list).numbers(all, from, to, n)).isEqualTo(expected);
    }

    private String written() {
        long number = FIRST + random.nextInt(SPREAD);
        String national = "0" + (number - 33_000_000_000L);
        return switch (random.nextInt(9)) {
            case 0 -> "+" + number;
            case 1 -> national.replaceAll("(..)", "$1 ");
            case 2 -> national + " / 0639980001";
            case 3 -> "0" + random.nextInt(1_000_000_000);
            case 4 -> "";
            case 5 -> "n/a";
            case 6 -> "3639";
            case 7 -> national.substring(1);
            default -> national;
        };
    }
}
