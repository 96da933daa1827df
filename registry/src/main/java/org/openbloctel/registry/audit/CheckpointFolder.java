package org.openbloctel.registry.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with a file for each checkpoint, out of reach of the database's owner: {@code checkpoint-000012-3f9a….jws}, with the
 * number and the beginning of the digest in its name. A file is there whole or not at all, and is never changed or removed here.
 */
public final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{6,12})-[0-9a-f]{16}\\.jws");
    private static final int MAX_BYTES = 8_192;
    private static final int DIGEST_DIGITS = 16;

    private final Path path;

    public CheckpointFolder(Path path) {
        this.path = path;
    }

    /** What the folder has, by number; several of one number when one was put there that is another. Empty when there is no folder. */
    SortedMap<Long, Set<String>> read() {
        SortedMap<Long, Set<String>> all = new TreeMap<>();
        if (Files.isDirectory(path)) {
            try {
                for (Path file : files()) {
                    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                    if (name.matches() && Files.size(file) <= MAX_BYTES) {
                        all.computeIfAbsent(Long.valueOf(name.group(1)), none -> new HashSet<>())
                                .add(Files.readString(file, StandardCharsets.ISO_8859_1)
                                        .strip());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Writes those of which there is no file. */
    void add(SortedMap<Long, String> checkpoints) {
        try {
            Files.createDirectories(path);
            Set<Long> there = new HashSet<>();
            for (Path file : files()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    there.add(Long.valueOf(name.group(1)));
                }
            }
            for (var checkpoint : checkpoints.entrySet()) {
                if (!there.contains(checkpoint.getKey())) {
                    write(checkpoint.getKey(), checkpoint.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of checkpoints " + path + " cannot be written to", e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    private void write(long n, String jws) throws IOException {
        String digest = Checkpoint.digest(jws);
        String name = String.format(
                Locale.ROOT,
                "checkpoint-%06d-%s.jws",
                n,
                digest.substring(digest.indexOf(':') + 1).substring(0, DIGEST_DIGITS));
        Path unfinished = Files.createTempFile(path, ".checkpoint", ".jws");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(jws + "\n"));
            channel.force(true);
        }
        try {
            // A rename would replace what is there.
            Files.createLink(path.resolve(name), unfinished);
        } catch (FileAlreadyExistsException e) {
            // Another server wrote the same.
        } finally {
            Files.delete(unfinished);
        }
    }
}
