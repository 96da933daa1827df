package org.openbloctel.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reports as they were written. */
final class Reports {
    private Reports() {}

    /** JSON is YAML, as far as reports go. */
    static Map<String, Object> read(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    static long number(Map<String, Object> report, String name) {
        return ((Number) Objects.requireNonNull(report.get(name), name)).longValue();
    }

    static String text(Map<String, Object> report, String name) {
        return Objects.requireNonNull(report.get(name), name).toString();
    }

    static Map<String, Long> counts(@Nullable Object counts) {
        Map<String, Long> sorted = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(counts))
                .forEach((reason, n) -> sorted.put(reason.toString(), ((Number) n).longValue()));
        return sorted;
    }
}
