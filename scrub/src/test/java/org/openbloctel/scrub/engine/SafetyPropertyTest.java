package org.openbloctel.scrub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** No line that holds a listed number is callable, whatever is wrong with the file. {@code -Dseed=N} replays a failure. */
final class SafetyPropertyTest {
    private static final int FILES = 1500;
    private static final int LEAST_SHAPES = 300;

    @Test
    void noListedNumberStandsInACallableLine() throws IOException {
        SplittableRandom random = Seed.random(SafetyPropertyTest.class);
        OppositionList list = list();
        Set<String> shapes = new HashSet<>();
        int tidy = 0;
        int refused = 0;
        long callable = 0;
        for (int i = 0; i < Integer.getInteger("cases", FILES); i++) {
            UntidyFile untidy = new UntidyFile(random);
            byte[] file = untidy.bytes();
            boolean isTidy = untidy.fault == UntidyFile.Fault.NOTHING && untidy.head == UntidyFile.Head.PHONE_WORD;
            tidy += isTidy ? 1 : 0;
            try {
                Scrubbed got =
                        Scrubbed.of(file, LayoutOptions.NONE, list, 1 + random.nextInt(2), 500 + random.nextInt(9000));
                shapes.add(untidy.shape());
                callable += got.report().callable();
                check(untidy, file, new String(got.callable(), untidy.charset));
            } catch (CallFileException e) {
                refused += isTidy ? 1 : 0;
            }
        }
        assertThat(shapes).as("shapes that were scrubbed").hasSizeGreaterThan(LEAST_SHAPES);
        assertThat(callable).as("lines that may be called").isGreaterThan(FILES);
        assertThat(refused).as("tidy files refused, of " + tidy).isZero();
    }

    private static void check(UntidyFile untidy, byte[] file, String callable) throws IOException {
        for (String number : untidy.listed) {
            if (callable.contains(number)) {
                Path kept = Files.write(Path.of("target", "untidy-call-file.csv"), file);
                assertThat(callable)
                        .as(untidy.shape() + ", file in scrub/" + kept)
                        .doesNotContain(number);
            }
        }
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        for (int k = 0; k < UntidyFile.NUMBERS; k += 2) {
            builder.add(33_000_000_000L + UntidyFile.FIRST + k);
        }
        return builder.build(1, Instant.EPOCH);
    }
}
