package org.openbloctel.scrub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;

/** No line that holds a listed number is callable, for any fault of the file. {@code -Dseed=N} replays a failure. */
@Tag("long")
final class SafetyPropertyTest {
    private static final int FILES = 1500;
    private static final int MIN_SHAPES = 300;

    @Test
    void noListedNumberStandsInACallableLine() throws IOException {
        SplittableRandom random = Seed.random(SafetyPropertyTest.class);
        OppositionList list = list();
        Set<String> shapes = new HashSet<>();
        long callable = 0;
        for (int i = 0; i < Integer.getInteger("cases", FILES); i++) {
            UntidyFile untidy = new UntidyFile(random);
            byte[] file = untidy.bytes();
            try {
                Scrubbed got =
                        Scrubbed.of(file, LayoutOptions.NONE, list, 1 + random.nextInt(2), 500 + random.nextInt(9000));
                shapes.add(untidy.shape());
                callable += got.report().callable();
                check(untidy, file, got);
            } catch (CallFileException e) {
                assertThat(untidy.isTidy())
                        .as("tidy file refused: " + untidy.shape() + kept(file))
                        .isFalse();
            }
        }
        assertThat(shapes).as("shapes that were scrubbed").hasSizeGreaterThan(MIN_SHAPES);
        assertThat(callable).as("lines that may be called").isGreaterThan(FILES);
    }

    private static void check(UntidyFile untidy, byte[] file, Scrubbed got) throws IOException {
        Optional<String> listed = untidy.listedIn(got.callable());
        if (listed.isPresent()) {
            assertThat(listed).as("callable: " + untidy.shape() + kept(file)).isEmpty();
        }
        if (untidy.isComplete() && got.report().unchecked() > 0) {
            assertThat(got.report().unchecked())
                    .as("unchecked lines of a tidy file: " + untidy.shape() + kept(file))
                    .isZero();
        }
    }

    private static String kept(byte[] file) throws IOException {
        return ", file in scrub/" + Files.write(Path.of("target", "untidy-call-file.csv"), file);
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        UntidyTable.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }
}
