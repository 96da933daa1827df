package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.untidy.UntidyTable;

/** No row that holds a listed number is callable, for any fault of the workbook. {@code -Dseed=N} replays a failure. */
@Tag("long")
class WorkbookSafetyPropertyTest {
    private static final int WORKBOOKS = 400;
    private static final int MIN_SHAPES = 300;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void noListedNumberStandsInACallableRow() throws IOException {
        SplittableRandom random = Seed.random(WorkbookSafetyPropertyTest.class);
        OppositionList list = list();
        Set<String> shapes = new HashSet<>();
        long callable = 0;
        for (int i = 0; i < Integer.getInteger("cases", WORKBOOKS); i++) {
            UntidyWorkbook untidy = new UntidyWorkbook(random);
            Path file = folder.resolve("appels.xlsx");
            untidy.write(file);
            try {
                List<List<String>> rows = callable(file, list, LayoutOptions.NONE);
                shapes.add(untidy.shape());
                callable += rows.size();
                Optional<String> listed = untidy.listedIn(rows);
                if (listed.isPresent()) {
                    assertThat(listed).as(untidy.shape() + kept(file)).isEmpty();
                }
            } catch (CallFileException e) {
                if (untidy.isTidy()) {
                    throw new AssertionError("tidy workbook refused: " + untidy.shape() + kept(file), e);
                }
            }
        }
        assertThat(shapes).as("shapes that were scrubbed").hasSizeGreaterThan(MIN_SHAPES);
        assertThat(callable).as("rows that may be called").isGreaterThan(WORKBOOKS);
    }

    private static List<List<String>> callable(Path file, OppositionList list, LayoutOptions options)
            throws IOException {
        try {
            return once(file, list, options);
        } catch (CallFileException e) {
            if (e.places().isEmpty()) {
                throw e;
            }
            return once(file, list, options.withLate(e.places()));
        }
    }

    private static List<List<String>> once(Path file, OppositionList list, LayoutOptions options) throws IOException {
        Map<Verdict, ByteArrayOutputStream> returned = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.BY_LIST) {
            returned.put(verdict, new ByteArrayOutputStream());
        }
        new WorkbookScrub(list, options, false)
                .run(
                        file,
                        "appels.xlsx",
                        verdict -> returned.getOrDefault(verdict, new ByteArrayOutputStream()),
                        (row, cells, phones, header, judgement) -> {},
                        Progress.NONE);
        Path callable = file.resolveSibling("callable.xlsx");
        Files.write(
                callable,
                returned.getOrDefault(Verdict.CALLABLE, new ByteArrayOutputStream())
                        .toByteArray());
        return Scrubbed.read(callable);
    }

    private static String kept(Path file) throws IOException {
        Path kept = Path.of("target", "untidy-call-file.xlsx");
        return ", file in xlsx/" + Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        UntidyTable.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }
}
