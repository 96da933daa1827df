package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder that a run works in: data and tools stay for the next run, outputs go as soon as they are compared. */
record Workspace(Path folder) {

    Path data() throws IOException {
        return Files.createDirectories(folder.resolve("data"));
    }

    Path lists() throws IOException {
        return Files.createDirectories(folder.resolve("lists"));
    }

    Path tools() throws IOException {
        return Files.createDirectories(folder.resolve("tools"));
    }

    Path log(String name) throws IOException {
        return Files.createDirectories(folder.resolve("logs")).resolve(slug(name) + ".log");
    }

    /** An empty folder for what one program writes. */
    Path emptyOutput(String name) throws IOException {
        Path out = folder.resolve("out").resolve(slug(name));
        delete(out);
        return Files.createDirectories(out);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
