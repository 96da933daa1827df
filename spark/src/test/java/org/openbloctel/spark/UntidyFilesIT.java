package org.openbloctel.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;

/** A job scrubs a folder of untidy files: no listed number stands in a file of callable lines. {@code -Dcases=N} scrubs more. */
@Tag("check-long")
final class UntidyFilesIT {
    private static final int FILES = Integer.getInteger("cases", 400);
    private static final int MIN_SHAPES = 300;

    @TempDir
    Path folder;

    @Test
    void noListedNumberStandsInAFileOfCallableLines() throws Exception {
        SplittableRandom random = Seed.random(UntidyFilesIT.class);
        Path list = folder.resolve("opposition.list");
        Scrubbed.listFile(list, UntidyTable.allListed().boxed().toList());
        Path in = Files.createDirectory(folder.resolve("in"));
        Path out = folder.resolve("out");
        List<UntidyFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(new UntidyFile(random));
            Files.write(in.resolve(i + ".csv"), files.get(i).bytes());
        }

        LocalSpark.Ran ran = LocalSpark.job(
                "--list",
                list.toUri().toString(),
                "--out",
                out.toUri().toString(),
                in.toUri().toString());

        assertThat(shapes(files, out)).as(ran.out() + ran.err()).hasSizeGreaterThan(MIN_SHAPES);
    }

    /** The shapes of the files that were not refused, each of whose callable lines were looked at. */
    private static Set<String> shapes(List<UntidyFile> files, Path out) throws IOException {
        Set<String> shapes = new HashSet<>();
        for (int i = 0; i < FILES; i++) {
            Path callable = out.resolve(i + ".not-listed.csv");
            UntidyFile file = files.get(i);
            if (Files.exists(callable)) {
                assertThat(file.listedIn(Files.readAllBytes(callable)))
                        .as("file " + i + ": " + file.shape())
                        .isEmpty();
                shapes.add(file.shape());
            } else {
                assertThat(file.isTidy()).as("refused: " + file.shape()).isFalse();
            }
        }
        return shapes;
    }
}
