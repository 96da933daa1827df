package org.openbloctel.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** What the figures were taken on. */
public final class MachineFacts {

    private MachineFacts() {}

    public static String line(Clock clock) {
        String cpu = field("/proc/cpuinfo", "model name").orElseGet(() -> System.getProperty("os.arch"));
        String memory = field("/proc/meminfo", "MemTotal")
                .map(text -> Long.parseLong(text.split(" ", -1)[0]) / 1048576.0)
                .map(gib -> String.format(Locale.ROOT, "%.0f GiB", gib))
                .orElse("memory unknown");
        return "%s: %s, %d cores, %s, %s %s, %s %s"
                .formatted(
                        LocalDate.now(clock),
                        cpu,
                        Runtime.getRuntime().availableProcessors(),
                        memory,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"));
    }

    private static Optional<String> field(String file, String name) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(path).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
