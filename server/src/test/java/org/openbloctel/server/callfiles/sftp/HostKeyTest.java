package org.openbloctel.server.callfiles.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of the SFTP door, which servers that share its file have in common. */
final class HostKeyTest {
    private static final int SERVERS = 16;

    @TempDir
    private Path folder;

    @Test
    void serversThatStartAtOnceHaveOneKey() throws Exception {
        Path file = folder.resolve("sftp/host.key");
        CountDownLatch start = new CountDownLatch(1);
        Set<String> keys = new HashSet<>();
        try (ExecutorService servers = Executors.newFixedThreadPool(SERVERS)) {
            List<Future<String>> each = new ArrayList<>();
            for (int i = 0; i < SERVERS; i++) {
                each.add(servers.submit(() -> {
                    start.await();
                    return HostKey.fingerprint(HostKey.in(file));
                }));
            }
            start.countDown();
            for (Future<String> key : each) {
                keys.add(key.get());
            }
        }
        assertThat(keys).hasSize(1);
        assertThat(files(folder.resolve("sftp"))).containsExactly(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
