package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifest for Kubernetes: its command, run here as each of its workers runs it, scrubs every file once. */
final class KubernetesJobIT {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final int FILES = 6;

    @TempDir
    Path folder;

    private Map<String, Object> spec = Map.of();
    private Map<String, Object> container = Map.of();

    @BeforeEach
    void read() throws IOException {
        try (Reader in = Files.newBufferedReader(REPOSITORY.resolve("examples/kubernetes/scrub-job.yaml"))) {
            Map<String, Object> job = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            assertThat(job).containsEntry("apiVersion", "batch/v1").containsEntry("kind", "Job");
            spec = map(job.get("spec"));
        }
        container = map(list(map(map(spec.get("template")).get("spec")).get("containers"))
                .getFirst());
    }

    @Test
    void everyFileIsScrubbedByOneWorkerAndARetryGoesOn() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(
                    in.resolve("call " + i + ".csv"), "nom;tel\nAnne;0639980001\nBert;0639980" + (100 + i) + "\n");
        }
        Files.writeString(folder.resolve("numbers"), "0639980001\n");
        Path list = folder.resolve("opposition.list");
        assertThat(run(
                        List.of(
                                bloctel(),
                                "list",
                                "build",
                                folder.resolve("numbers").toString(),
                                "--out",
                                list.toString()),
                        Map.of()))
                .isZero();
        Path out = folder.resolve("out/today");

        int workers = (Integer) Objects.requireNonNull(spec.get("completions"));
        for (int index = 0; index < workers; index++) {
            assertThat(worker(index, in, list, out)).isZero();
        }

        for (int i = 0; i < FILES; i++) {
            assertThat(out.resolve("call " + i + ".callable.csv")).hasContent("nom;tel\nBert;0639980" + (100 + i));
        }
        try (Stream<Path> all = Files.list(out)) {
            assertThat(all).hasSize(4 * FILES);
        }
        Files.delete(out.resolve("call 1.report.json"));
        Files.delete(in.resolve("call 5.csv"));
        assertThat(worker(1, in, list, out)).isZero();
        assertThat(out.resolve("call 1.report.json")).exists();
    }

    @Test
    void failureOfAFileIsTheWorkersFailure() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.writeString(in.resolve("a.csv"), "nom;tel\nAnne;0639980001\n");
        Path list = Files.writeString(folder.resolve("opposition.list"), "no list");
        int code = worker(0, in, list, folder.resolve("out"));
        Object rule = list(map(spec.get("podFailurePolicy")).get("rules")).getLast();
        assertThat(code).isEqualTo(4);
        assertThat(list(map(map(rule).get("onExitCodes")).get("values"))).anyMatch(value -> value.equals(code));
    }

    @Test
    void workersAreAsManyAsTheJobCompletes() {
        assertThat(environment()).containsEntry("WORKERS", String.valueOf(spec.get("completions")));
        assertThat(spec).containsEntry("completionMode", "Indexed");
    }

    private int worker(int index, Path in, Path list, Path out) throws Exception {
        List<String> command = new ArrayList<>();
        list(container.get("command")).forEach(word -> command.add(word.toString()));
        list(container.get("args")).forEach(word -> command.add(word.toString()));
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(Map.of(
                "JOB_COMPLETION_INDEX", String.valueOf(index),
                "BLOCTEL", bloctel(),
                "IN", in.toString(),
                "LIST", list.toString(),
                "OUT", out.toString()));
        return run(command, environment);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (Object entry : list(container.get("env"))) {
            environment.put(
                    String.valueOf(map(entry).get("name")),
                    String.valueOf(map(entry).get("value")));
        }
        return environment;
    }

    private static String bloctel() {
        return REPOSITORY.resolve("bloctel").toString();
    }

    private int run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }
}
