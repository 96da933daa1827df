package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.files.FakeStore;

/** The product with its files in a store: the libraries for it ship. */
final class ShippedStoreIT {
    private static final String ROOT = "/api/v1/submissions";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void fileIsSubmittedScrubbedDownloadedAndErased() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path home = Files.createDirectory(folder.resolve("home"));
        try (FakeStore store = new FakeStore();
                ShippedServer server =
                        new ShippedServer(Shipment.into(folder.resolve("product")), home, store.settings(secret))) {
            byte[] file = "Nom;Tel\nAnne;0639980001\n".getBytes(StandardCharsets.UTF_8);
            String id = server.post(ROOT + "?filename=a.csv", "application/octet-stream", file, 202)
                    .get("id")
                    .getAsString();
            assertThat(settled(server, id)).isEqualTo("READY");
            HttpResponse<byte[]> verdicts = server.ask(ROOT + "/" + id + "/files/verdicts", "*/*");
            assertThat(verdicts.statusCode()).isEqualTo(200);
            assertThat(store.names()).anyMatch(name -> name.startsWith("submissions/" + id + "/"));
            assertThat(server.delete(ROOT + "/" + id)).isEqualTo(204);
            assertThat(store.names())
                    .noneMatch(name -> name.startsWith("submissions/" + id + "/") && !name.contains("/checked-"));
            assertThat(home.resolve("data/submissions")).doesNotExist();
        }
    }

    private static String settled(ShippedServer server, String id) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonObject now = server.json(ROOT + "/" + id);
            String state = now.get("state").getAsString();
            if (!state.equals("RECEIVED") && !state.equals("CHECKING")) {
                return state;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("still not scrubbed");
    }
}
