package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** The shipped command scrubs untidy files, all in one call: no listed number stands in a file of callable lines. */
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

        List<UntidyFile> files = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("scrub", "--list", list));
        for (int i = 0; i < FILES; i++) {
            files.add(new UntidyFile(random));
            arguments.add(
                    Files.write(home.resolve(i + ".csv"), files.get(i).bytes()).toString());
        }
        Shipment.Ran scrubbed = shipment.run(arguments.toArray(String[]::new));
        assertThat(shapes(files)).as(scrubbed.said()).hasSizeGreaterThan(MIN_SHAPES);
    }

    /** The shapes of the files that were not refused, each of whose callable lines were looked at. */
    private static Set<String> shapes(List<UntidyFile> files) throws IOException {
        Set<String> shapes = new HashSet<>();
        for (int i = 0; i < FILES; i++) {
            Path callable = home.resolve(i + ".not-listed.csv");
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
