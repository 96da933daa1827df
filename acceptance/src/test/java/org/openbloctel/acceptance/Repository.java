package org.openbloctel.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of this repository, as they stand on disk, without what a build or a tool writes.
 *
 * <p>The walk does not ask Git what is tracked, so that it works in an unpacked archive too; a new folder of generated files
 * belongs both in .gitignore and here.
 */
final class Repository {
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", ".cifuzz-corpus", ".idea", ".vscode", ".settings", "local");

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** Tests run in the folder of their module; the root is the nearest folder above that holds the launcher. */
    static Repository ofThisBuild() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("bloctel")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException("no repository above " + start);
    }

    /** Every file, by path. */
    List<RepositoryFile> files() {
        List<RepositoryFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    // What `make run`, or a server in its module's folder, made.
                    boolean served = folder.equals(root.resolve("data")) || folder.equals(root.resolve("server/data"));
                    return served || NOT_OURS.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        String path = root.relativize(file).toString().replace('\\', '/');
                        files.add(new RepositoryFile(path, attributes.size(), () -> read(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(RepositoryFile::path));
        return files;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What git tracks in a folder; nothing in an unpacked archive, and where there is no git. */
    List<String> tracked(String folder) throws IOException, InterruptedException {
        if (!Files.exists(root.resolve(".git")) || !hasGit()) {
            return List.of();
        }
        Process git = new ProcessBuilder("git", "-c", "safe.directory=*", "ls-files", "--", folder)
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (git.waitFor() != 0) {
            throw new IllegalStateException("git ls-files failed");
        }
        return files;
    }

    private static boolean hasGit() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));
    }

    /** The text of a file. */
    String read(String path) {
        return new String(read(root.resolve(path)), StandardCharsets.UTF_8);
    }

    /** The folders of compiled production classes, one a module that has been built. */
    List<Path> compiledModules() {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
