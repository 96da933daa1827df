package org.openbloctel.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * Master keys that a command of the operator writes: the client of a key management service or of a hardware module, which opens the
 * ring and is asked once at each start. Its output is read into memory and stands nowhere; what it says on its error output goes to
 * the server's. Stateless.
 */
final class MasterKeyCommand {
    static final String SETTING = "openbloctel.master-key-command";

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SAME = ": run it by hand as this server's user;"
            + " it has to write the ring of master keys, in base64, one a line.";

    private MasterKeyCommand() {}

    /** The keys that it writes. Throws {@link SettingsException} when it fails, takes longer than this, or writes no keys. */
    static MasterKeys keys(String command, Duration patience) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            CompletableFuture<String> written = CompletableFuture.supplyAsync(() -> text(process));
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new SettingsException(
                        List.of(SETTING + " took longer than " + patience.toSeconds() + " s" + SAME));
            }
            if (process.exitValue() != 0) {
                throw new SettingsException(List.of(SETTING + " ended with " + process.exitValue() + SAME));
            }
            return MasterKeys.parse(written.join());
        } catch (MasterKeys.UnusableKeyException e) {
            throw new SettingsException(List.of(SETTING + ": " + e.getMessage() + SAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
