package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small disk of its own for submitted files, where this process may mount one; else a folder that cannot be filled. */
final class Disk implements AutoCloseable {
    private static final int MEGABYTES = 192;

    private final Path folder;
    private final boolean mounted;

    private Disk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    static Disk in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new Disk(
                folder,
                run(List.of("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString())));
    }

    /** A folder on the disk of the machine. */
    static Disk large(Path folder) throws IOException {
        return new Disk(Files.createDirectories(folder), false);
    }

    /** The folder that all servers share. */
    Path submissions() {
        return folder.resolve("submissions");
    }

    boolean canBeFull() {
        return mounted;
    }

    /** Writes until nothing more fits. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() > block.length) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (mounted && !run(List.of("umount", "-l", folder.toString()))) {
                throw new IOException("still mounted: " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
