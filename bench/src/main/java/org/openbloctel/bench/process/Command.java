package org.openbloctel.bench.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A program to run: its words, and what is added to the environment. */
public record Command(List<String> words, Map<String, String> environment) {

    public Command(List<String> words) {
        this(words, Map.of());
    }

    /** Words in order, paths and numbers in their text form. */
    public static Command of(Object... words) {
        return new Command(Arrays.stream(words).map(String::valueOf).toList());
    }

    public Command with(String name, String value) {
        TreeMap<String, String> all = new TreeMap<>(environment);
        all.put(name, value);
        return new Command(words, Map.copyOf(all));
    }

    ProcessBuilder builder(List<String> before, Path log) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(before.stream(), words.stream()).toList());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
    }
}
