package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;

/**
 * The shipped command scrubs untidy files, all in one call: no listed number stands in a file of callable lines.
 * {@code -Dcases=N} scrubs more, so many in each call.
 */
@Tag("check-long")
final class UntidyFilesIT {
    private static final int FILES = 420;
    private static final int MIN_SHAPES = 300;

    @TempDir
    private static Path home = Path.of(".");

    @Test
    void noListedNumberStandsInAFileOfCallableLines() throws Exception {
        SplittableRandom random = Seed.random(UntidyFilesIT.class);
        Shipment shipment = Shipment.into(home.resolve("shipped"));
        Path numbers = home.resolve("registered.txt");
        Files.writeString(
                numbers,
                UntidyTable.allListed().mapToObj(number -> "+" + number + "\n").collect(Collectors.joining()));
        String list = home.resolve("opposition.list").toString();
        Shipment.Ran built = shipment.run("list", "build", numbers.toString(), "--out", list);
        assertThat(built.code()).as(built.said()).isZero();

        Set<String> shapes = new HashSet<>();
        for (int done = 0; done < Integer.getInteger("cases", FILES); done += FILES) {
            scrub(shipment, list, random, shapes);
        }
        assertThat(shapes).as("shapes that were scrubbed").hasSizeGreaterThan(MIN_SHAPES);
    }

    /** Adds the shapes of the files that were not refused, each of whose callable lines were looked at. */
    private static void scrub(Shipment shipment, String list, SplittableRandom random, Set<String> shapes)
            throws Exception {
        Path folder = Files.createTempDirectory(home, "files");
        List<UntidyFile> files = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("scrub", "--list", list));
        for (int i = 0; i < FILES; i++) {
            files.add(new UntidyFile(random));
            arguments.add(Files.write(folder.resolve(i + ".csv"), files.get(i).bytes())
                    .toString());
        }
        Shipment.Ran scrubbed = shipment.run(arguments.toArray(String[]::new));
        for (int i = 0; i < FILES; i++) {
            Path callable = folder.resolve(i + ".not-listed.csv");
            UntidyFile file = files.get(i);
            if (Files.exists(callable)) {
                assertThat(file.listedIn(Files.readAllBytes(callable)))
                        .as("file " + i + ": " + file.shape())
                        .isEmpty();
                shapes.add(file.shape());
            } else {
                assertThat(file.isTidy())
                        .as("refused: " + file.shape() + scrubbed.said())
                        .isFalse();
            }
        }
    }
}
