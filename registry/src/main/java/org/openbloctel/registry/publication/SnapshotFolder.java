package org.openbloctel.registry.publication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openbloctel.scrub.list.OppositionList;

/**
 * This server's snapshots: files {@code list-LINEAGE-REVISION.obl}, the two newest kept. A file that is removed while it is
 * mapped stays readable for its readers, and goes with the last of them. A file that is not whole is passed over.
 */
final class SnapshotFolder {
    private static final int KEPT = 2;
    private static final Pattern NAME = Pattern.compile("list-([0-9a-f-]{36})-(\\d{1,18})\\.obl");
    private static final Pattern PART = Pattern.compile("\\.list-.*\\.obl\\.part");

    private final Path folder;
    private final PublicationWatch watch;

    SnapshotFolder(Path folder, PublicationWatch watch) {
        this.folder = folder;
        this.watch = watch;
    }

    /** This server's id, made at the first start. */
    UUID server() throws IOException {
        make();
        Path file = folder.resolve("server-id");
        if (!Files.exists(file)) {
            Path part = Files.writeString(
                    folder.resolve("server-id.part"), UUID.randomUUID().toString());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return UUID.fromString(Files.readString(file).strip());
    }

    /** The newest whole snapshot of a list, of at most some revision. */
    Optional<OppositionList> newest(Head head) throws IOException {
        for (Snapshot snapshot : snapshots()) {
            if (snapshot.lineage.equals(head.lineage()) && snapshot.revision <= head.revision()) {
                try {
                    OppositionList list = OppositionList.open(snapshot.file);
                    if (list.revision() == snapshot.revision) {
                        return Optional.of(list);
                    }
                } catch (IOException e) {
                    watch.failed("open a snapshot", e);
                }
            }
        }
        return Optional.empty();
    }

    /** Writes a snapshot and opens it as it stands on the disk. */
    OppositionList write(UUID lineage, OppositionList list) throws IOException {
        Path file = folder.resolve("list-" + lineage + "-" + list.revision() + ".obl");
        list.write(file);
        return OppositionList.open(file);
    }

    /** Removes all but the newest of a list, and what a killed process left half written. */
    void tidy(UUID lineage) throws IOException {
        List<Snapshot> kept = snapshots().stream()
                .filter(snapshot -> snapshot.lineage.equals(lineage))
                .limit(KEPT)
                .toList();
        for (Snapshot snapshot : snapshots()) {
            if (!kept.contains(snapshot)) {
                Files.deleteIfExists(snapshot.file);
            }
        }
        for (Path part : files(PART)) {
            Files.deleteIfExists(part);
        }
    }

    private record Snapshot(Path file, UUID lineage, long revision) {}

    private List<Snapshot> snapshots() throws IOException {
        return files(NAME).stream()
                .map(file -> {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    return name.matches()
                            ? new Snapshot(file, UUID.fromString(name.group(1)), Long.parseLong(name.group(2)))
                            : new Snapshot(file, new UUID(0, 0), 0);
                })
                .sorted(Comparator.comparingLong(Snapshot::revision).reversed())
                .toList();
    }

    /** The list is secret: the folder is its owner's alone, also when it was made otherwise. */
    private void make() throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private List<Path> files(Pattern name) throws IOException {
        make();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            name.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        }
    }
}
