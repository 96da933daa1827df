package org.openbloctel.registry.platform.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StoredFiles;

/**
 * Files that all simulated servers share, in memory, by the simulated clock. For a server, each file that it begins, ends or removes, and each
 * folder that it lists, is a step. Thread-safe.
 */
public final class SimulatedFiles {
    private static final DiskRoom ENDLESS = DiskRoom.endless("simulated", () -> true);

    private final InstantSource clock;
    /** In the order in which they were made, which a seed repeats; their names are random. */
    private final Map<String, Map<String, File>> folders = Collections.synchronizedMap(new LinkedHashMap<>());

    /** What is in a file, whole or not. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record File(byte[] content, Instant changed) {}

    public SimulatedFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** The folders in which files are. */
    public List<String> folders() {
        synchronized (folders) {
            return folders.entrySet().stream()
                    .filter(folder -> !folder.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** The same files, as a server reaches them. */
    public StoredFiles of(SimulatedServer server, Interleaving turns) {
        return new Reached(server, turns);
    }

    private final class Reached implements StoredFiles {
        private final SimulatedServer server;
        private final Interleaving turns;

        Reached(SimulatedServer server, Interleaving turns) {
            this.server = server;
            this.turns = turns;
        }

        private void step(String what, Runnable work) throws IOException {
            Fate fate = turns.await(server, what);
            if (fate == Fate.CUT_BEFORE) {
                throw new IOException("the disk takes no file");
            }
            work.run();
            if (fate == Fate.KILLED_AFTER) {
                server.die();
            }
            server.requireAlive();
            if (fate == Fate.CUT_AFTER) {
                throw new IOException("the disk gave no answer");
            }
        }

        private Map<String, File> folder(String name) {
            return folders.computeIfAbsent(name, none -> new ConcurrentSkipListMap<>());
        }

        private File file(String folder, String name) throws IOException {
            server.requireAlive();
            return Optional.ofNullable(folders.getOrDefault(folder, Map.of()).get(name))
                    .orElseThrow(() -> new NoSuchFileException(folder + "/" + name));
        }

        @Override
        public DiskRoom room() {
            return ENDLESS;
        }

        @Override
        public String place() {
            return "memory";
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public OutputStream create(String folder, String name) throws IOException {
            if (exists(folder, name)) {
                throw new FileAlreadyExistsException(folder + "/" + name);
            }
            step("begins " + name, () -> folder(folder).put(name, new File(new byte[0], clock.instant())));
            return new ByteArrayOutputStream() {
                private boolean closed;

                @Override
                public void close() throws IOException {
                    if (!closed) {
                        closed = true;
                        File whole = new File(toByteArray(), clock.instant());
                        step("ends " + name, () -> folder(folder).replace(name, whole));
                    }
                }
            };
        }

        @Override
        public InputStream open(String folder, String name) throws IOException {
            return new ByteArrayInputStream(file(folder, name).content());
        }

        @Override
        public SeekableByteChannel openAt(String folder, String name) {
            throw new UnsupportedOperationException("simulated files are read from their beginning");
        }

        @Override
        public boolean exists(String folder, String name) {
            server.requireAlive();
            return folders.getOrDefault(folder, Map.of()).containsKey(name);
        }

        @Override
        public void delete(String folder, String name) throws IOException {
            if (exists(folder, name)) {
                step("removes " + name, () -> folder(folder).remove(name));
            }
        }

        @Override
        public void deleteFolder(String folder) {
            server.requireAlive();
            folders.computeIfPresent(folder, (name, files) -> files.isEmpty() ? null : files);
        }

        @Override
        public void each(String folder, Consumer<Stored> found) throws IOException {
            List<Stored> listed = new ArrayList<>();
            step(
                    "lists a folder",
                    () -> folders.getOrDefault(folder, Map.of())
                            .forEach((name, file) -> listed.add(new Stored(name, file.changed()))));
            listed.forEach(found);
        }

        @Override
        public List<Folder> unchangedSince(Instant limit) throws IOException {
            List<Folder> old = new ArrayList<>();
            step(
                    "lists the folders",
                    () -> folders.forEach((name, files) -> {
                        if (files.values().stream()
                                .allMatch(file -> file.changed().isBefore(limit))) {
                            old.add(new Folder(name, List.copyOf(files.keySet())));
                        }
                    }));
            return old;
        }

        @Override
        public int forgetUnfinished(Instant before) {
            return 0;
        }

        @Override
        public boolean takesFiles() {
            server.requireAlive();
            return true;
        }
    }
}
