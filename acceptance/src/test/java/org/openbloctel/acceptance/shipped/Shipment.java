package org.openbloctel.acceptance.shipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The archive that is released, unpacked: the launcher, what it finds a Java with, the two jars and the libraries beside them. The
 * sources, the classes, the Makefile and the class path of the tests are not there, so nothing can be found in them or built anew.
 */
public final class Shipment {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final long PATIENCE = 240;

    private final Path root;
    private final boolean isUnpacked;

    private Shipment(Path root, boolean isUnpacked) {
        this.root = root;
        this.isUnpacked = isUnpacked;
    }

    /** One run of the program. */
    public record Ran(int code, String said) {}

    /** Where it was built: to be looked at, not to be started. */
    static Shipment built() {
        return new Shipment(REPOSITORY, false);
    }

    /** An earlier version, in the folder in which {@code bin/previous} built its server. */
    public static Shipment builtIn(Path root) {
        return new Shipment(root.toAbsolutePath().normalize(), false);
    }

    /** Unpacks it into an empty folder. */
    public static Shipment into(Path root) {
        Path archive = packed("openbloctel-*.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Without the folder that has the version in its name.
                Path copy = root.resolve(file.subpath(1, file.getNameCount()).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shipment(root, true);
    }

    /** Tells whether its server has this setting: an earlier version refuses settings that it does not know. */
    public boolean hasSetting(String name) {
        try (FileSystem jar = FileSystems.newFileSystem(jar("server"))) {
            return Files.readString(jar.getPath("openbloctel.properties")).contains("\n" + name + "=");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package of this name among those that were built. */
    static Path packed(String name) {
        Path folder = REPOSITORY.resolve("dist/target");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            if (found.size() != 1) {
                throw new IllegalStateException(name + " in " + folder + " is " + found + ": make clean build");
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String module) {
        return root.resolve(isUnpacked ? "lib/" + module : module + "/target");
    }

    /** The libraries of the server or of the command line. */
    List<Path> libraries(String module) {
        try (Stream<Path> jars = Files.list(folder(module).resolve("lib"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of the server or of the command line. */
    Path jar(String module) {
        return folder(module).resolve(module.equals("cli") ? "bloctel.jar" : module + ".jar");
    }

    /** Takes a library away, as if the build had forgotten it. */
    void forget(String module, String library) throws IOException {
        List<Path> jars = libraries(module).stream()
                .filter(jar -> String.valueOf(jar.getFileName()).matches(library + "-[0-9].*"))
                .toList();
        if (jars.size() != 1) {
            throw new IllegalStateException(library + " is " + jars);
        }
        Files.delete(jars.getFirst());
    }

    /** The program with these arguments, as a user types them in another folder. */
    public ProcessBuilder bloctel(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("bloctel").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Objects.requireNonNull(root.getParent()).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BLOCTEL_") || name.endsWith("CLASSPATH"));
        // Short lives: the optimising compiler would cost more than it gains.
        builder.environment().put("BLOCTEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return builder;
    }

    /** Runs it to its end. */
    public Ran run(String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile("bloctel-", "");
        Process process = bloctel(List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + List.of(arguments));
        }
        String text = Files.readString(said);
        Files.delete(said);
        return new Ran(process.exitValue(), text);
    }
}
