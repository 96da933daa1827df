package org.openbloctel.acceptance.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs that make, compile and run a client. Maven brings all of them, so that nothing has to be installed: the generator and the
 * libraries of the Java client lie in {@code target/clients}, TypeScript beside them, Node is that of the browser tests'
 * driver. Not thread-safe.
 */
final class Tools {
    private static final Path JARS = Path.of("target", "clients");
    private static final long PATIENCE = 120;

    private final Path folder;

    /** Tools that work in a folder of a test. */
    Tools(Path folder) {
        this.folder = folder;
    }

    /** A client to be generated. */
    record Client(String generator, Path out, String more) {}

    /** Generates clients from a description, all in one run. */
    void generate(Path description, Client... clients) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("-jar", jar("openapi-generator-cli").toString(), "batch"));
        for (Client client : clients) {
            Path wanted = folder.resolve(client.generator() + ".json");
            Files.writeString(wanted, """
                    {"generatorName": "%s", "inputSpec": "%s", "outputDir": "%s", "additionalProperties": {%s},
                     "globalProperties": {"apis": "", "models": "", "supportingFiles": "", "apiTests": "false",
                      "modelTests": "false", "apiDocs": "false", "modelDocs": "false"}}
                    """.formatted(client.generator(), description, client.out(), client.more()));
            command.add(wanted.toString());
        }
        run(java("java"), command);
    }

    /** Compiles the sources in two folders, and returns where the classes are. */
    Path compileJava(Path client, Path own) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> command = new ArrayList<>(
                List.of("-J-XX:TieredStopAtLevel=1", "-nowarn", "-proc:none", "-d", classes.toString(), "-cp"));
        command.add(libraries());
        command.addAll(sources(client));
        command.addAll(sources(own));
        run(java("javac"), command);
        return classes;
    }

    private static List<String> sources(Path under) throws IOException {
        try (Stream<Path> all = Files.walk(under)) {
            return all.map(Path::toString)
                    .filter(path -> path.endsWith(".java"))
                    .toList();
        }
    }

    /** Runs a class, and returns what it printed. */
    String runJava(Path classes, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-cp", classes + java.io.File.pathSeparator + libraries(), main));
        command.addAll(List.of(arguments));
        return run(java("java"), command);
    }

    /** Checks the types of a TypeScript project and compiles it. */
    void compileTypeScript(Path project) throws IOException {
        Path compiler = folder.resolve("typescript");
        run(
                java("jar"),
                List.of(
                        "--extract",
                        "--file",
                        jar("typescript").toAbsolutePath().toString(),
                        "--dir",
                        compiler.toString()));
        try (Stream<Path> found = Files.walk(compiler).filter(path -> path.endsWith("lib/tsc.js"))) {
            runNode(found.findFirst().orElseThrow(), "-p", project.toString());
        }
    }

    /** Runs a script, and returns what it printed. */
    String runNode(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return run(node(), command);
    }

    /** The Node that Playwright brings for this machine; copied once a build. */
    private static Path node() throws IOException {
        Path node = JARS.resolve("node");
        if (!Files.isExecutable(node)) {
            String system =
                    System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "mac" : "linux";
            String processor = System.getProperty("os.arch").matches("aarch64|arm64") ? "-arm64" : "";
            String name = "driver/" + system + processor + "/node";
            try (InputStream in = Tools.class.getClassLoader().getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is not on the class path");
                }
                Path copy = Files.createTempFile(JARS, "node", "");
                Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                if (!copy.toFile().setExecutable(true)) {
                    throw new IOException("cannot be made executable: " + copy);
                }
                Files.move(copy, node, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return node.toAbsolutePath();
    }

    private static Path java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program);
    }

    /** What the Java client stands on, and the annotations that the server has anyway. */
    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(JARS)) {
            return jars.filter(path -> path.toString().endsWith(".jar"))
                    .filter(path -> !path.equals(JARS.resolve("openapi-generator-cli.jar")))
                    .map(path -> path.toAbsolutePath().toString())
                    .sorted()
                    .reduce(
                            System.getProperty("java.class.path"),
                            (all, one) -> all + java.io.File.pathSeparator + one);
        }
    }

    private static Path jar(String name) {
        Path jar = JARS.resolve(name + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: Maven copies it before the slow tests");
        }
        return jar;
    }

    private String run(Path program, List<String> arguments) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
            String printed = Files.readString(output, UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(program.getFileName() + (ended ? " failed:\n" : " does not end:\n") + printed);
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
