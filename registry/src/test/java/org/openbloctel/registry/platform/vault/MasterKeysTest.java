package org.openbloctel.registry.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrapped opens with the ring that wrapped it and with later ones, in its own context, unaltered. */
final class MasterKeysTest {
    private static final String CONTEXT = "submission:1";

    @TempDir
    private Path folder;

    @Test
    void wrappedKeyOpensInItsContextOnly() {
        MasterKeys keys = MasterKeys.generate();
        byte[] secret = MasterKeys.newDataKey();
        byte[] wrapped = keys.wrap(secret, CONTEXT);
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(secret);
        assertThatThrownBy(() -> keys.unwrap(wrapped, "submission:2")).isInstanceOf(MasterKeys.LostKeyException.class);
        assertThat(keys.wrap(secret, CONTEXT)).isNotEqualTo(wrapped);
    }

    @Test
    void everyFlippedBitIsFound() {
        MasterKeys keys = MasterKeys.generate();
        byte[] wrapped = keys.wrap(MasterKeys.newDataKey(), CONTEXT);
        for (int i = 0; i < wrapped.length * 8; i++) {
            byte[] altered = wrapped.clone();
            altered[i / 8] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() -> keys.unwrap(altered, CONTEXT)).isInstanceOf(MasterKeys.LostKeyException.class);
        }
        for (int length = 0; length < wrapped.length; length++) {
            byte[] cut = Arrays.copyOf(wrapped, length);
            assertThatThrownBy(() -> keys.unwrap(cut, CONTEXT)).isInstanceOf(MasterKeys.LostKeyException.class);
        }
    }

    @Test
    void oldKeysStillOpenAfterARotation() {
        MasterKeys before = MasterKeys.generate();
        byte[] secret = MasterKeys.newDataKey();
        byte[] old = before.wrap(secret, CONTEXT);
        MasterKeys after = before.rotated();
        assertThat(after.unwrap(old, CONTEXT)).isEqualTo(secret);
        assertThat(after.currentId()).isNotEqualTo(before.currentId());
        assertThat(before.olderIds()).isEmpty();
        assertThat(after.olderIds()).containsExactly(before.currentId());
        byte[] anew = after.wrap(secret, CONTEXT);
        assertThatThrownBy(() -> before.unwrap(anew, CONTEXT))
                .isInstanceOf(MasterKeys.LostKeyException.class)
                .hasMessageContaining(after.currentId());
    }

    @Test
    void unusableSettingIsRefusedWithoutQuotingIt() {
        String secret = Base64.getEncoder().encodeToString(new byte[16]);
        assertThatThrownBy(() -> MasterKeys.parse(secret)).message().doesNotContain(secret);
        assertThatThrownBy(() -> MasterKeys.parse("sécret!")).message().doesNotContain("cret!");
        assertThatThrownBy(() -> MasterKeys.parse("# none\n")).isInstanceOf(MasterKeys.UnusableKeyException.class);
    }

    @Test
    void keyThatAnybodyMayGuessIsRefused() {
        byte[] words = "changemechangemechangemechangeme".getBytes(StandardCharsets.US_ASCII);
        for (byte[] guessed : List.of(new byte[32], words)) {
            String text = Base64.getEncoder().encodeToString(guessed);
            assertThatThrownBy(() -> MasterKeys.parse(text))
                    .isInstanceOf(MasterKeys.UnusableKeyException.class)
                    .hasMessageContaining("is not random")
                    .message()
                    .doesNotContain(text);
            String behind = Base64.getEncoder().encodeToString(MasterKeys.newDataKey()) + "," + text;
            assertThatThrownBy(() -> MasterKeys.parse(behind)).hasMessageContaining("is not random");
        }
    }

    @Test
    void fileIsMadeOnceForItsOwnerAloneAndReadAgain() throws Exception {
        Path file = folder.resolve("master.key");
        String id = MasterKeyFile.open(file).currentId();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKeyFile.open(file).currentId()).isEqualTo(id);
        assertThat(MasterKeyFile.rotate(file).currentId()).isNotEqualTo(id);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void fileThatOthersCanReadIsRefused() throws Exception {
        Path file = folder.resolve("master.key");
        MasterKeyFile.open(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterKeyFile.open(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void serversThatStartAtOnceHaveOneKey() throws Exception {
        Path file = folder.resolve("master.key");
        Callable<String> start = () -> MasterKeyFile.open(file).currentId();
        Set<String> ids = new HashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<String> id : pool.invokeAll(List.of(start, start, start, start, start, start, start, start))) {
                ids.add(id.get());
            }
        }
        assertThat(ids).hasSize(1);
    }
}
