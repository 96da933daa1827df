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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            assertThat(out.resolve("call " + i + ".not-listed.csv")).hasContent("nom;tel\nBert;0639980" + (100 + i));
        }
        try (Stream<Path> all = Files.list(out)) {
            assertThat(all).hasSize(4 * FILES);
        }
        Files.delete(out.resolve("call 1.report.json"));
        for (int index = 0; index < workers; index++) {
            assertThat(worker(index, in, list, out)).isZero();
        }
        assertThat(out.resolve("call 1.report.json")).exists();
    }

    @Test
    void fileThatGoesBetweenTwoTriesLeavesNoOtherOut() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(in.resolve("call " + i + ".csv"), "0");
        }
        Path done = Files.createDirectory(folder.resolve("done"));
        String mover = program("mv \"$2\" '" + done + "'");
        int workers = (Integer) Objects.requireNonNull(spec.get("completions"));
        for (int index = 0; index < workers; index++) {
            assertThat(worker(index, in, in, folder.resolve("out"), Map.of("BLOCTEL", mover)))
                    .isZero();
        }
        assertThat(in).isEmptyDirectory();
    }

    @Test
    void filesOfOneReportAreRefusedBeforeAnyIsScrubbed() throws Exception {
        for (List<String> names :
                List.of(List.of("a.csv", "a.txt"), List.of("b c.csv", "b c.csv.gz"), List.of("d.csv", "d.CSV.GZ"))) {
            Path in = Files.createDirectories(folder.resolve("in " + names));
            for (String name : List.of(names.get(0), names.get(1), "other.csv")) {
                Files.writeString(in.resolve(name), "0");
            }
            Path out = folder.resolve("out " + names);
            assertThat(worker(0, in, in, out, Map.of("WORKERS", "1", "BLOCTEL", program("exit 1"))))
                    .isEqualTo(2);
            assertThat(folder.resolve("log"))
                    .content()
                    .contains(names.getFirst().replace(".csv", ".report.json"));
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void foldersAndAnEmptyFolderAreNoFailure() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Map<String, String> alone = Map.of("WORKERS", "1", "BLOCTEL", program("exit 1"));
        assertThat(worker(0, in, in, folder.resolve("out"), alone)).isZero();
        Files.createDirectory(in.resolve("deeper.csv"));
        assertThat(worker(0, in, in, folder.resolve("out"), alone)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"74 3, 74", "3 74, 74", "3 74 1 2, 74", "2 3, 3", "3 0, 3", "137 0, 137", "0 0, 0"})
    void failureThatMayPassIsTriedAgain(String codes, int expected) throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        List<String> each = List.of(codes.split(" ", -1));
        for (int i = 0; i < each.size(); i++) {
            Files.writeString(in.resolve(i + ".csv"), each.get(i));
        }
        Map<String, String> alone = Map.of("WORKERS", "1", "BLOCTEL", program("exit \"$(cat \"$2\")\""));
        assertThat(worker(0, in, in, folder.resolve("out"), alone)).isEqualTo(expected);
    }

    @Test
    void failureOfAFileIsTheWorkersFailure() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.writeString(in.resolve("a.csv"), "nom;tel\nAnne;0639980001\n");
        Path list = Files.writeString(folder.resolve("opposition.list"), "no list");
        int code = worker(0, in, list, folder.resolve("out"), Map.of("WORKERS", "1"));
        Object rule = list(map(spec.get("podFailurePolicy")).get("rules")).getLast();
        assertThat(code).isEqualTo(4);
        assertThat(list(map(map(rule).get("onExitCodes")).get("values"))).anyMatch(value -> value.equals(code));
    }

    @Test
    void workersAreAsManyAsTheJobCompletes() {
        assertThat(environment()).containsEntry("WORKERS", String.valueOf(spec.get("completions")));
        assertThat(spec).containsEntry("completionMode", "Indexed");
    }

    /** A stand-in for bloctel: what it does with the file, its second argument. */
    private String program(String body) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private int worker(int index, Path in, Path list, Path out) throws Exception {
        return worker(index, in, list, out, Map.of());
    }

    private int worker(int index, Path in, Path list, Path out, Map<String, String> more) throws Exception {
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
        environment.putAll(more);
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
