package org.openbloctel.registry.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
 * number and the beginning of the digest in its name, and with heads between them: {@code head-20261127230411-3f9a….jws}. A file is there
 * whole or not at all, and is never changed; heads are removed after some days, checkpoints never.
 */
public final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{6,12})-[0-9a-f]{16}\\.jws");
    private static final Pattern HEAD = Pattern.compile("head-([0-9]{14})-[0-9a-f]{16}\\.jws");
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** So many heads stay, however old they are by a clock that may be wrong. */
    private static final int MIN_HEADS = 500;

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
                                .add(text(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    }

    /** The signed heads. */
    List<String> heads() {
        List<String> all = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try {
                for (Path file : headFiles()) {
                    if (Files.size(file) <= MAX_BYTES) {
                        all.add(text(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    void addHead(Instant at, String jws) {
        try {
            Files.createDirectories(path);
            write("head-" + AT.format(at), jws);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Removes heads of an earlier time, but for the latest. */
    void forgetHeads(Instant before) {
        String first = "head-" + AT.format(before);
        try {
            List<Path> heads = headFiles();
            for (Path head : heads.subList(0, Math.max(0, heads.size() - MIN_HEADS))) {
                if (String.valueOf(head.getFileName()).compareTo(first) < 0) {
                    Files.deleteIfExists(head);
                }
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private List<Path> headFiles() throws IOException {
        return files().stream()
                .filter(file -> HEAD.matcher(String.valueOf(file.getFileName())).matches())
                .sorted()
                .toList();
    }

    private UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException("the folder of checkpoints " + path + " cannot be written to", e);
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
                    write(String.format(Locale.ROOT, "checkpoint-%06d", checkpoint.getKey()), checkpoint.getValue());
                }
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    private void write(String beginning, String jws) throws IOException {
        String digest = Checkpoint.digest(jws);
        int first = digest.indexOf(':') + 1;
        String name = beginning + "-" + digest.substring(first, first + DIGEST_DIGITS) + ".jws";
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
