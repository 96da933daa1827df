package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers that were on the list before the update: which of them the end of a registration takes off. */
final class NumberSourcesIT {
    private final TestDatabase test = TestDatabase.empty();
    private final JdbcClient owner = JdbcClient.create(test.owner());

    private void listed(UUID number, String at) {
        owner.sql("insert into list.opposition values (?, cast(? as timestamptz))")
                .params(number, at)
                .update();
    }

    /** By the instant, which a registration and its row of the list share; the person may have been forgotten since. */
    @Test
    void numberOfARegistrationIsTheRegistrationsAndAnImportedOneIsNot() {
        Migrations.flyway(test.owner(), () -> TestDatabase.KEYS)
                .target("300")
                .load()
                .migrate();
        UUID registered = UUID.randomUUID();
        listed(registered, "2026-11-25 08:00:00.123456Z");
        listed(UUID.randomUUID(), "2026-11-25 08:00:00.123457Z");
        owner.sql("""
                        insert into accounts.registration (id, registration_number, registered_at, effective_on, ends_on, ended_at,
                            ended_because)
                        values (gen_random_uuid(), '1', timestamptz '2026-11-25 08:00:00.123456Z', now(), now(), now(), 'ERASED')
                        """).update();
        Migrations.apply(test.owner(), () -> TestDatabase.KEYS);
        assertThat(owner.sql("select number from list.registered")
                        .query(UUID.class)
                        .list())
                .containsExactly(registered);
    }

    /** A server of the version before calls the two functions that it knows: an imported number stays. */
    @Test
    void serverOfTheVersionBeforeTakesNoImportedNumberOff() {
        TestDatabase current = TestDatabase.create();
        JdbcClient accounts = current.database().accounts();
        UUID imported = UUID.randomUUID();
        UUID registered = UUID.randomUUID();
        JdbcClient.create(current.owner())
                .sql("insert into list.opposition values (?, now())")
                .param(imported)
                .update();
        for (UUID number : new UUID[] {imported, registered}) {
            for (String function : new String[] {"oppose", "withdraw"}) {
                accounts.sql("select list." + function + "(?, now())")
                        .param(number)
                        .query(Long.class)
                        .single();
            }
        }
        assertThat(current.database()
                        .list()
                        .sql("select number from list.opposition")
                        .query(UUID.class)
                        .list())
                .containsExactly(imported);
        assertThat(current.database()
                        .list()
                        .sql("select added from list.change order by revision")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true, true, true, false);
    }
}
