package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases of earlier, later and in-between builds: which are migrated, which are refused. */
final class MigrationsIT {
    private static final String HISTORY = "public.flyway_schema_history";

    private static int apply(TestDatabase test) {
        return Migrations.apply(test.owner(), () -> TestDatabase.KEYS);
    }

    private static JdbcClient owner(TestDatabase test) {
        return JdbcClient.create(test.owner());
    }

    private static List<String> history(TestDatabase test) {
        return owner(test)
                .sql("select version from " + HISTORY + " order by installed_rank")
                .query(String.class)
                .list();
    }

    private static void forget(TestDatabase test, String version) {
        assertThat(owner(test)
                        .sql("delete from " + HISTORY + " where version = ?")
                        .param(version)
                        .update())
                .isOne();
    }

    private static DriverManagerDataSource serving(TestDatabase test) {
        String password = ServingLogins.make(test.owner(), ServingLogins.ACCOUNTS);
        return new DriverManagerDataSource(test.url()
                .replaceAll("([?&])user=[^&]*", "$1user=" + ServingLogins.ACCOUNTS + "&password=" + password));
    }

    @Test
    void databaseOfAnEarlierVersionGetsTheRestInTheOrderOfVersions() {
        TestDatabase test = TestDatabase.empty();
        Migrations.flyway(test.owner(), () -> TestDatabase.KEYS)
                .target("270")
                .load()
                .migrate();
        int before = history(test).size();
        int done = apply(test);
        assertThat(done).isGreaterThan(10);
        assertThat(history(test))
                .hasSize(before + done)
                .isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
        assertThat(apply(test)).isZero();
    }

    @Test
    void onlyAnUpdateKnowsOfAReleaseBefore() {
        TestDatabase fresh = TestDatabase.empty();
        apply(fresh);
        assertThat(releaseBefore(fresh)).isZero();
        TestDatabase served = TestDatabase.empty();
        Migrations.flyway(served.owner(), () -> TestDatabase.KEYS)
                .target("520")
                .load()
                .migrate();
        owner(served)
                .sql("insert into accounts.number_key (wrapped) values ('x') on conflict do nothing")
                .update();
        apply(served);
        assertThat(releaseBefore(served)).isOne();
    }

    private static int releaseBefore(TestDatabase test) {
        return owner(test)
                .sql("select count(*) from accounts.release_before")
                .query(Integer.class)
                .single();
    }

    /** As a database that was made while two branches were in work: 314 came after 320. */
    @Test
    void databaseThatSkippedAMigrationIsRefusedAndNothingIsMigrated() {
        TestDatabase test = TestDatabase.create();
        String latest = history(test).getLast();
        forget(test, "314");
        forget(test, latest);
        List<String> before = history(test);
        assertThatExceptionOfType(Migrations.OutOfOrderException.class)
                .isThrownBy(() -> apply(test))
                .satisfies(fault -> {
                    assertThat(fault.skipped()).containsExactly("314");
                    assertThat(fault.different()).isEmpty();
                });
        assertThat(history(test)).isEqualTo(before).doesNotContain(latest);
    }

    /** Flyway counts only migrations behind the latest one as pending: the server would have started. */
    @Test
    void serverThatMigratesNothingSeesTheSkippedMigrationToo() {
        TestDatabase test = TestDatabase.create();
        DriverManagerDataSource login = serving(test);
        assertThat(Migrations.missing(login)).isZero();
        forget(test, "314");
        assertThatExceptionOfType(Migrations.OutOfOrderException.class)
                .isThrownBy(() -> Migrations.missing(login))
                .satisfies(fault -> assertThat(fault.skipped()).containsExactly("314"));
    }

    @Test
    void databaseWithAnotherFormOfAMigrationIsRefused() {
        TestDatabase test = TestDatabase.create();
        owner(test)
                .sql("update " + HISTORY + " set checksum = checksum + 1 where version = '320'")
                .update();
        assertThatExceptionOfType(Migrations.OutOfOrderException.class)
                .isThrownBy(() -> apply(test))
                .satisfies(fault -> assertThat(fault.different()).containsExactly("320"));
    }

    /** This version is then the one before, which runs beside its successor. */
    @Test
    void databaseOfANewerVersionIsTakenAsItIs() {
        TestDatabase test = TestDatabase.create();
        owner(test)
                .sql("insert into " + HISTORY
                        + " select installed_rank + 1, '9001', 'newer', type, 'V9001__newer.sql', 1,"
                        + " installed_by, installed_on, 1, true from " + HISTORY
                        + " where installed_rank = (select max(installed_rank) from " + HISTORY + ")")
                .update();
        assertThat(apply(test)).isZero();
        assertThat(Migrations.missing(serving(test))).isZero();
    }
}
