package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doctor on a database that was migrated, and on which no server has started: nothing is missing that was never made. */
final class DoctorUnusedIT {
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path data;

    @BeforeEach
    void key() throws IOException {
        Path key = Files.writeString(
                data.resolve(MasterKeyConfiguration.FILE), Base64.getEncoder().encodeToString(MasterKeys.newDataKey()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void databaseOnWhichNoServerHasStartedIsSound() {
        DoctorCommand.Result result = examine("--json");
        assertThat(result.exitCode()).as(result.text()).isZero();
        JsonNode report = JsonMapper.shared().readTree(result.text());
        assertThat(report.get("used").booleanValue()).isFalse();
        assertThat(report.get("defects")).isEmpty();
        assertThat(report.get("unchecked")).isEmpty();
        assertThat(examine("--lang=en").text())
                .contains("No server has started on this database yet", "No defects found.");
        assertThat(data).isDirectoryNotContaining(path -> !path.endsWith(MasterKeyConfiguration.FILE));
        assertThat(JdbcClient.create(database.owner())
                        .sql("select count(*) from accounts.number_key")
                        .query(Long.class)
                        .single())
                .as("nothing is made")
                .isZero();
    }

    @Test
    void numbersWithoutTheirKeyAreADefect() {
        JdbcClient.create(database.owner())
                .sql("insert into list.opposition (number, registered_at) values (gen_random_uuid(), now())")
                .update();
        DoctorCommand.Result result = examine("--json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("DR-505").doesNotContain("DR-4");
    }

    private DoctorCommand.Result examine(String... more) {
        List<String> words = new ArrayList<>(List.of("--data", data.toString(), "--db", database.url()));
        words.addAll(List.of(more));
        return DoctorCommand.run(words, InstantSource.system());
    }
}
