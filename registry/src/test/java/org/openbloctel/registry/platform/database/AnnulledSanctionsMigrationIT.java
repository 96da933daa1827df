package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.registry.platform.figures.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sanctions of before this version are in the figures of days that are closed, and their annulments in the complaints. */
final class AnnulledSanctionsMigrationIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final UUID CASE = new UUID(7, 1);

    @Test
    void sanctionsOfTheVersionBeforeAreCountedAndTheirAnnulmentsShown() {
        TestDatabase older = TestDatabase.empty();
        Migrations.flyway(older.owner(), () -> TestDatabase.KEYS)
                .target("442")
                .load()
                .migrate();
        JdbcClient owner = JdbcClient.create(older.owner());
        owner.sql(
                        "insert into accounts.figure_day (day, figure, value, closed) values"
                                + " ('2026-11-24', 'lines', 1, true), ('2026-11-25', 'lines', 1, true), ('2026-11-26', 'lines', 1, false)")
                .update();
        sanctioned(owner);
        decision(owner, "SANCTIONED", 500L, "2026-11-24T22:59:59Z");
        decision(owner, "ANNULLED", null, "2026-11-24T23:00:00Z"); // the 25th in France
        Migrations.apply(older.owner(), () -> TestDatabase.KEYS);
        assertThat(counted(older, DAY.minusDays(1))).containsExactly(1L, 500L, 0L, 0L);
        assertThat(counted(older, DAY)).containsExactly(0L, 0L, 1L, 500L);
        assertThat(counted(older, DAY.plusDays(1)))
                .as("it is counted by the server")
                .isEmpty();
        assertThat(annulled(owner)).isTrue();
    }

    /** A server of the version before, which runs beside this one during the update, does not know the column. */
    @Test
    void annulmentByTheVersionBeforeIsShownToo() {
        TestDatabase test = TestDatabase.create();
        JdbcClient owner = JdbcClient.create(test.owner());
        sanctioned(owner);
        decision(owner, "ANNULLED", null, null);
        test.database()
                .accounts()
                .sql("update accounts.case_decision set confirmed_by = ?, confirmed_at = '2026-11-24T23:00:00Z'"
                        + " where outcome = 'ANNULLED'")
                .param(UUID.randomUUID())
                .update();
        assertThat(annulled(owner)).isTrue();
    }

    private static void sanctioned(JdbcClient owner) {
        owner.sql(
                        "insert into accounts.case_file (id, siren, name, state, person, cents_per_call, opened_by, opened_at, changed_at)"
                                + " values (?, '000000018', 'n', 'ANNULLED', 'LEGAL', 1, gen_random_uuid(), now(), now())")
                .param(CASE)
                .update();
        owner.sql(
                        "insert into accounts.complaint (id, reference, state, reason, case_file, calls, subject, answers, doors, broken, unsure,"
                                + " received_at, changed_at) values (gen_random_uuid(), 'r', 'CLOSED', 'SANCTIONED', ?, array[now()], 'OTHER', '{}',"
                                + " '{}', '{}', '{}', now(), now())")
                .param(CASE)
                .update();
    }

    private static boolean annulled(JdbcClient owner) {
        return owner.sql("select annulled_at is not distinct from '2026-11-24T23:00:00Z' from accounts.complaint")
                .query(Boolean.class)
                .single();
    }

    private static List<Long> counted(TestDatabase database, LocalDate day) {
        return new PublishedFigures(database.database())
                .wholes(Step.DAY, day, day).stream()
                        .filter(one -> one.figure().group() == Figure.Group.SANCTIONS)
                        .map(PublishedFigures.Value::value)
                        .toList();
    }

    private static void decision(JdbcClient owner, String outcome, @Nullable Long cents, @Nullable String at) {
        owner.sql(
                        "insert into accounts.case_decision (id, case_file, outcome, cents, published_until, articles, grounds, proposed_by,"
                                + " proposed_at, confirmed_by, confirmed_at) values (gen_random_uuid(), :case, :outcome, cast(:cents as bigint),"
                                + " case when cast(:cents as bigint) is null then null else date '2027-11-24' end, '{}', '', gen_random_uuid(),"
                                + " now(), case when cast(:at as timestamptz) is not null then gen_random_uuid() end, cast(:at as timestamptz))")
                .param("case", CASE)
                .param("outcome", outcome)
                .param("cents", cents)
                .param("at", at)
                .update();
    }
}
