package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database made between two releases: the operator reads what is wrong and what to do. */
final class MigrationOrderIT {
    @Test
    void skippedAndDifferentMigrationsAreExplained() {
        TestDatabase database = TestDatabase.create();
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("delete from public.flyway_schema_history where version = '314'")
                .update();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Schema.migrate(database.owner(), () -> TestDatabase.KEYS))
                .withMessageContaining("BT-0613")
                .withMessageContaining("314")
                .withMessageContaining("restore a backup of a release");
        owner.sql("update public.flyway_schema_history set checksum = 1 where version = '320'")
                .update();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Schema.missing(database.owner()))
                .withMessageContaining("BT-0614")
                .withMessageContaining("320")
                .withMessageContaining("nothing was changed");
    }
}
