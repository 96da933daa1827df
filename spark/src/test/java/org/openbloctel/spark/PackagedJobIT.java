package org.openbloctel.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * The job as it is shipped, submitted to a Spark whose driver and executors are processes of their own. A named pipe among the call
 * files holds one task until the test goes on, so that its executor is killed in the middle for sure.
 */
final class PackagedJobIT {
    private static final Path JAR = Path.of("target", "bloctel-spark.jar");
    private static final int FILES = 6;

    @TempDir
    Path folder;

    private Optional<Process> running = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void nothingIsLostAndNothingTwiceWhenAnExecutorIsKilled() throws Exception {
        SplittableRandom random = Seed.random(PackagedJobIT.class);
        Path in = Files.createDirectory(folder.resolve("in"));
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            files.put(
                    "file" + i,
                    i == 0
                            ? MessyFile.splittable(random, 3 << 20)
                            : MessyFile.of(random, 20_000 + random.nextInt(20_000)));
            Files.write(in.resolve("file" + i + ".csv"), files.get("file" + i));
        }
        byte[] held = MessyFile.of(random, 200_000);
        files.put("held", held);
        Path pipe = in.resolve("held.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String list = Scrubbed.listFile(folder.resolve("opposition.list"), MessyFile.LISTED);
        Path out = folder.resolve("out");

        Process job = submit(
                "local-cluster[2,1,1024]",
                List.of(
                        "--list",
                        list,
                        "--out",
                        out.toUri().toString(),
                        "--column",
                        "2",
                        "--split-mib",
                        "1",
                        in.toUri().toString()));
        try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw");
                FileInputStream left = new FileInputStream(pipe.toFile())) {
            ProcessHandle first = wait(job, () -> readerOf(job, pipe, Optional.empty()));
            writer.write(held, 0, 8000);
            wait(job, () -> available(left) == 0 ? Optional.of(true) : Optional.empty());
            assertThat(first.destroyForcibly()).isTrue();
            ProcessHandle second = wait(job, () -> readerOf(job, pipe, Optional.of(first)));
            assertThat(second.pid()).isNotEqualTo(first.pid());
            writer.write(held);
        }
        assertThat(job.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(job.exitValue()).as(log()).isZero();
        everyLineIsThereOnce(files, out);
    }

    private static void everyLineIsThereOnce(Map<String, byte[]> files, Path out) throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Scrubbed whole =
                    Scrubbed.of(file.getValue(), LayoutOptions.NONE.withColumns("2"), Scrubbed.list(MessyFile.LISTED));
            for (Verdict verdict : Verdict.BY_LIST) {
                assertThat(out.resolve(file.getKey() + "." + verdict.label(false) + ".csv"))
                        .hasBinaryContent(whole.returned(verdict));
                sums.merge(
                        verdict == Verdict.CALLABLE ? "notListed" : verdict.label(false),
                        whole.report().count(verdict),
                        Long::sum);
            }
            sums.merge("rows", whole.report().rows(), Long::sum);
        }
        Map<String, Object> report = Reports.read(out.resolve("_bloctel.report.json"));
        sums.forEach(
                (name, n) -> assertThat(Reports.number(report, name)).as(name).isEqualTo(n));
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left).as("nothing is left over").hasSize(4 * files.size() + 1);
        }
    }

    /** The executor that has the pipe open, another one than that. */
    private static Optional<ProcessHandle> readerOf(Process job, Path pipe, Optional<ProcessHandle> other) {
        return job.descendants()
                .filter(process -> !Optional.of(process).equals(other))
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .filter(process -> hasOpen(process, pipe))
                .findFirst();
    }

    private static boolean hasOpen(ProcessHandle process, Path file) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return open.anyMatch(link -> isLinkTo(link, file));
        } catch (IOException e) {
            return false; // the process has just ended
        }
    }

    private static boolean isLinkTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private static int available(FileInputStream pipe) {
        try {
            return pipe.available();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private <T> T wait(Process job, Supplier<Optional<T>> event) throws IOException {
        for (Optional<T> now = event.get(); ; now = event.get()) {
            if (now.isPresent()) {
                return now.get();
            }
            assertThat(job.isAlive()).as(log()).isTrue();
            LockSupport.parkNanos(10_000_000);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"), UTF_8);
    }

    private Process submit(String master, List<String> args) throws IOException {
        Path home = sparkHome(folder.resolve("spark"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                home.resolve("jars") + "/*",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "--class",
                "org.openbloctel.spark.ScrubJob",
                JAR.toAbsolutePath().toString()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", "127.0.0.1"));
        Process process = builder.start();
        running = Optional.of(process);
        return process;
    }

    /** What a distribution of Spark looks like to itself, of the jars that the tests run with: the engine is not among them. */
    private static Path sparkHome(Path home) throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "");
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry).toAbsolutePath();
            String name = String.valueOf(jar.getFileName());
            if (name.endsWith(".jar") && !name.startsWith("scrub") && !name.startsWith("bloctel")) {
                Files.createSymbolicLink(jars.resolve(name), jar);
            }
        }
        return home;
    }
}
