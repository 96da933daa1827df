package org.openbloctel.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.server.platform.settings.SettingsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup of a running server, without its keys, is restored into an empty installation, where the doctor finds no defects. */
@Tag("check-long")
final class BackupIT {
    @TempDir
    private Path home;

    @Test
    void embeddedServerIsBackedUpWhileItWritesAndRestored() throws Exception {
        Path backup = home.resolve("backup");
        Path restored = home.resolve("restored");
        JsonNode before;
        Path key;
        Path checkpoints = home.resolve("kept");
        ServerFixture server = ServerFixture.start(
                "openbloctel.database.url=",
                "openbloctel.demo=true",
                "openbloctel.audit.checkpoint-folder=" + checkpoints);
        try {
            Publication list = server.bean(Publication.class);
            list.importNumbers(new ByteArrayInputStream("0639980001\n0639980003\n".getBytes(UTF_8)));
            list.snapshot();
            server.bean(Checkpoints.class).take();
            before = examine(server, 0, server.folder(), checkpoints);
            AtomicBoolean enough = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> write(server, enough));
            assertThat(BackupCommand.backup(List.of(
                            backup.toString(),
                            "--data",
                            server.folder().toString(),
                            "--config",
                            config(checkpoints),
                            "--lang=fr")))
                    .contains("Sauvegarde faite", "gardez master.key ailleurs");
            enough.set(true);
            writer.join();
            server.clock().move(Duration.ofDays(1));
            server.bean(Checkpoints.class).take();
            key = Files.copy(server.folder().resolve("master.key"), home.resolve("master.key"));
        } finally {
            server.close();
        }
        assertHasNoKey(backup);

        List<String> words = List.of(backup.toString(), "--data", restored.toString(), "--lang=en");
        assertThat(BackupCommand.restore(words)).contains("restored: the database", "Put the master key back, into ");
        assertThatThrownBy(() -> BackupCommand.restore(words))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("already exists");
        assertThatThrownBy(() -> examine(server, 0, restored, restored.resolve("checkpoints")))
                .as("without the keys nothing is readable")
                .hasMessageContaining("there is no master key");
        Files.copy(key, restored.resolve("master.key"), StandardCopyOption.COPY_ATTRIBUTES);
        JsonNode after = examine(server, 0, restored, restored.resolve("checkpoints"));
        assertHasAll(after.get("examined"), before.get("examined"));

        // The folder that outlived the database shows that entries are lost.
        JsonNode later = examine(server, 1, restored, checkpoints);
        assertThat(later.get("defects").toString()).contains("DR-203", "DR-207").doesNotContain("DR-4", "DR-5");
    }

    private static void assertHasNoKey(Path backup) throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("backup_label", "backup.properties", "PG_VERSION")
                    .doesNotContain("master.key", "host.key", "postmaster.pid")
                    .noneMatch(name -> name.startsWith("list-"));
        }
    }

    private static void assertHasAll(JsonNode after, JsonNode before) {
        for (String kind : List.of("numbers", "submissions", "files", "certificates")) {
            assertThat(after.get(kind).longValue())
                    .as(kind)
                    .isPositive()
                    .isEqualTo(before.get(kind).longValue());
        }
        assertThat(after.get("audit-entries").longValue())
                .isGreaterThanOrEqualTo(before.get("audit-entries").longValue());
    }

    /** Entries, each in a transaction of its own. */
    private static void write(ServerFixture server, AtomicBoolean enough) {
        for (int i = 0; !enough.get(); i++) {
            server.bean(AuditTrail.class)
                    .record(new AuditEntry("system", "test.written", "test:" + i, Map.of("i", Integer.toString(i))));
        }
    }

    private JsonNode examine(ServerFixture server, int exitCode, Path data, Path checkpoints) throws IOException {
        DoctorCommand.Result result = DoctorCommand.run(
                List.of("--json", "--deep", "--data", data.toString(), "--config", config(checkpoints)),
                server.clock());
        assertThat(result.exitCode()).as(result.text()).isEqualTo(exitCode);
        return JsonMapper.shared().readTree(result.text());
    }

    private String config(Path checkpoints) throws IOException {
        return Files.writeString(
                        home.resolve("settings.properties"),
                        "openbloctel.audit.checkpoint-folder=" + checkpoints + "\n")
                .toString();
    }

    @Test
    void folderWithoutBackupOrDatabaseIsRefused() throws Exception {
        String nothing = Files.createDirectory(home.resolve("nothing")).toString();
        String data = home.resolve("data").toString();
        assertThatThrownBy(() -> BackupCommand.restore(List.of(nothing, "--data", data)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("no whole backup");
        assertThatThrownBy(() -> BackupCommand.backup(List.of(nothing, "--data", data)))
                .hasMessageContaining("there is no database");
        assertThatThrownBy(() -> BackupCommand.backup(List.of("--data", data))).hasMessageContaining("give one folder");
        assertThat(Path.of(data)).doesNotExist();
    }
}
