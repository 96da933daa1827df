package org.openbloctel.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;

/** A file scrubbed in parts gives what the whole file gives, byte for byte, wherever it is cut. */
@Tag("long")
final class PartPropertyTest {
    private static final int CASES = 30;

    private final OppositionList list = Scrubbed.list(MessyFile.LISTED);

    @Test
    void partsPutTogetherAreWhatTheWholeFileGives() throws IOException {
        SplittableRandom random = Seed.random(PartPropertyTest.class);
        int all = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] file = MessyFile.of(random, (int) Part.MIN_FIRST_BYTES + random.nextInt(200_000));
            long bytes = 1 + random.nextInt(random.nextBoolean() ? 30_000 : 400_000);
            LayoutOptions options = LayoutOptions.NONE.withColumns("2");
            Scrubbed whole = Scrubbed.of(file, options, list);
            if (!QuoteScan.canRead(whole.layout())) {
                continue; // left to one task
            }
            boolean fine = false;
            try {
                all += check(file, whole, bytes);
                fine = true;
            } finally {
                if (!fine) {
                    System.out.println("splits of " + bytes + " bytes; the file is in spark/"
                            + Files.write(Path.of("target", "failing-call-file.csv"), file));
                }
            }
        }
        assertThat(all).as("parts").isGreaterThan(CASES);
    }

    private int check(byte[] file, Scrubbed whole, long bytes) throws IOException {
        Unit unit = new Unit(0, "a.csv", "a.csv", file.length, 0, null, null);
        List<SplitStates> states = new ArrayList<>();
        for (SplitTask.Split split : SplitTask.Split.of(unit, whole.layout(), bytes)) {
            states.add(new QuoteScan(whole.layout())
                    .read(stream(file, split.from(), split.to()), split.from(), split.to()));
        }
        List<Done> parts = new ArrayList<>();
        List<ByteArrayOutputStream> returned =
                List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream(), new ByteArrayOutputStream());
        for (Part part : Part.of(states)) {
            try (CallFile opened = CallFile.part(stream(file, part.from(), part.to()), "a.csv")) {
                Scrubbed done = Scrubbed.of(
                        opened,
                        part.number() == 0 ? whole.layout() : whole.layout().withoutHead(),
                        list);
                parts.add(Done.of(unit.with(part, whole.layout()), done.report(), List.of()));
                for (Verdict verdict : Verdict.BY_LIST) {
                    returned.get(verdict.ordinal()).writeBytes(done.returned(verdict));
                }
            }
        }
        for (Verdict verdict : Verdict.BY_LIST) {
            assertThat(returned.get(verdict.ordinal()).toByteArray())
                    .as(verdict.label(false))
                    .isEqualTo(whole.returned(verdict));
        }
        assertThat(facts(PartReports.joined(parts))).isEqualTo(facts(whole.report()));
        return parts.size();
    }

    private static ByteArrayInputStream stream(byte[] file, long from, long to) {
        return new ByteArrayInputStream(file, (int) from, (int) (to - from));
    }

    /** A report without its digests and its time. */
    static String facts(ScrubReport report) {
        return report.withOutputs(java.util.Map.of()).toJson().replaceAll("(\"sha256\"|\"millis\"): [^\n]*", "");
    }
}
