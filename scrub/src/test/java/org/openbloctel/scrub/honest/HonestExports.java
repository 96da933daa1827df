package org.openbloctel.scrub.honest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** The exports of {@code exports.txt}, always the same. */
public final class HonestExports {
    private HonestExports() {}

    /** All exports: each kind in each of its dialects. */
    public static List<HonestExport> all() {
        List<HonestExport> exports = new ArrayList<>();
        for (String block : text().split("\n\n", -1)) {
            List<String> lines = Arrays.asList(block.split("\n", -1));
            for (String dialect : starting('@', lines)) {
                exports.add(new HonestExport(
                        starting('=', lines).getFirst(),
                        dialect,
                        cells('^', lines),
                        cells('h', lines),
                        cells('r', lines),
                        cells('_', lines)));
            }
        }
        return exports;
    }

    /** The numbers that are on the list, in international form. */
    public static LongStream allListed() {
        return HonestCells.allListed();
    }

    private static List<String> starting(char mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(String.valueOf(mark)))
                .map(line -> line.length() < 2 ? "" : line.substring(2))
                .toList();
    }

    private static List<List<String>> cells(char mark, List<String> lines) {
        return starting(mark, lines).stream()
                .map(line -> Arrays.asList(line.split("\\|", -1)))
                .toList();
    }

    private static String text() {
        try (InputStream in = HonestExports.class.getResourceAsStream("exports.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
