package org.openbloctel.registry.scrubbing;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;

/** The file of verdicts counts as the engine does, whatever is wrong with a call file: else its submission would fail again and again. */
final class SecondReadingPropertyTest {
    private static final int FILES = 800;

    @Test
    void bothReadingsOfAnUntidyFileAgree() throws IOException {
        SplittableRandom random = Seed.random(SecondReadingPropertyTest.class);
        OppositionList list = list();
        for (int i = 0; i < FILES; i++) {
            UntidyFile untidy = new UntidyFile(random);
            byte[] file = untidy.bytes();
            Layout layout;
            ScrubReport report;
            try (CallFile opened = opened(file)) {
                layout = opened.layout(LayoutOptions.NONE, list.plan());
                ScrubOptions options = new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES);
                List<Nowhere> files = List.of(new Nowhere(), new Nowhere(), new Nowhere());
                report = new Scrub(opened, layout, list, options, files, Progress.NONE).run();
            } catch (CallFileException e) {
                continue;
            }
            VerdictLines lines = read(file, layout, list);
            assertThatCode(() -> lines.agreeWith(report)).as(untidy.shape()).doesNotThrowAnyException();
        }
    }

    private static VerdictLines read(byte[] file, Layout layout, OppositionList list) throws IOException {
        VerdictLines lines = new VerdictLines(OutputStream.nullOutputStream());
        List<String> header;
        try (CallFile opened = opened(file)) {
            header = FirstLines.of(opened, layout, 0).header();
        }
        try (CallFile opened = opened(file)) {
            new SecondReading(opened, layout, new Judge(list), new CheckedNumbers(new byte[16]), lines)
                    .run(header, () -> {});
        }
        return lines;
    }

    private static CallFile opened(byte[] file) throws IOException {
        return CallFile.open(new ByteArrayInputStream(file), "appels.csv", false);
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        UntidyTable.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }

    private static final class Nowhere extends ReturnedFile {
        Nowhere() {
            super(false);
        }

        @Override
        public long append(ByteBuffer bytes) {
            return WRITTEN;
        }

        @Override
        public void write(ByteBuffer bytes, long position) {
            throw new IllegalStateException("nothing is written");
        }
    }
}
