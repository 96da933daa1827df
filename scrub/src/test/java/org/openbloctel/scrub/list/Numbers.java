package org.openbloctel.scrub.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/** Sets of numbers for tests, and the lists of them. */
final class Numbers {
    static final Instant TIME = Instant.parse("2024-02-29T12:00:00.123Z");

    private Numbers() {}

    static OppositionList list(NumberingPlan plan, Collection<Long> e164) {
        ListBuilder builder = new ListBuilder(plan);
        e164.forEach(builder::add);
        return builder.build(41, TIME);
    }

    static OppositionList french(long... e164) {
        return list(NumberingPlan.FRANCE, java.util.Arrays.stream(e164).boxed().toList());
    }

    /** Numbers of all densities: single ones, crowded groups, full blocks, the borders between them. */
    static Set<Long> random(SplittableRandom random, NumberingPlan plan) {
        Set<Long> nationals = new TreeSet<>();
        long least = plan.space() / 10;
        for (int stretch = 0; stretch < 8; stretch++) {
            long from = least + random.nextLong(plan.space() - least - 70_000) & -1L << random.nextInt(17);
            int span = 1 << random.nextInt(17);
            int count = random.nextInt(3) == 0 ? span : random.nextInt(Math.min(span, 600) + 1);
            for (int i = 0; i < count; i++) {
                nationals.add(from + (count == span ? i : random.nextInt(span)));
            }
        }
        return nationals.stream()
                .filter(n -> n >= least && plan.objection(n) != Reason.SPECIAL_NUMBER)
                .map(plan::international)
                .filter(n -> plan.national(n) >= 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The digest as {@code LC_ALL=C sort -u | sha256sum} gives it. */
    static String digest(Collection<Long> e164) {
        String sorted =
                e164.stream().map(n -> "+" + n + "\n").sorted().distinct().collect(Collectors.joining());
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static LinesRead add(ListBuilder builder, String lines, int threads) throws IOException {
        return builder.addLines(new ByteArrayInputStream(lines.getBytes(UTF_8)), threads);
    }

    static ListChange change(OppositionList from, String add, String remove) throws IOException {
        ListChange.Request request = new ListChange.Request(from.plan());
        request.addLines(new ByteArrayInputStream(add.getBytes(UTF_8)), 1);
        request.removeLines(new ByteArrayInputStream(remove.getBytes(UTF_8)), 2);
        return ListChange.make(from, request, TIME.plusSeconds(60));
    }
}
