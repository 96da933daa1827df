package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;

/** The release before writes samples without weights, beside this one. */
final class GuardUpgradeIT {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    private final Database database = TestDatabase.create().database();
    private final GuardRows rows = new GuardRows(database);
    private final UUID company = UUID.randomUUID();

    private void addAsTheReleaseBefore(int unassigned) {
        database.accounts()
                .sql("""
                        insert into accounts.guard_use as u (company, principal, day, actor, door, asked, fresh, learnt,
                            sampled, unassigned, neighbours, opposed, repeats)
                        values (:company, :company, :day, 'files', 'FILE', 1000, 1000, 0, 1000, :unassigned, 0, 0, null)
                        on conflict (company, day, principal, actor, door) do update set fresh = u.fresh + excluded.fresh,
                            sampled = u.sampled + excluded.sampled, unassigned = u.unassigned + excluded.unassigned
                        """)
                .param("company", company)
                .param("day", TODAY)
                .param("unassigned", unassigned)
                .update();
    }

    private void add(double unassigned) {
        FreshCounts counts = new FreshCounts(32_000, 1_000, 32_000, 1_024_000, unassigned, 0, 0);
        rows.add(
                new Uses.By(company, company, "files", Asker.Door.FILE), TODAY, new Uses.Sums(32_000, 0, counts), null);
    }

    private FreshCounts week() {
        return rows.watched(TODAY, company).counts();
    }

    @Test
    void rowOfTheReleaseBeforeIsReadAndAddedTo() {
        addAsTheReleaseBefore(500);
        assertThat(week()).isEqualTo(new FreshCounts(1_000, 1_000, 1_000, 1_000, 500, 0, 0));
        add(3_200);
        assertThat(week()).isEqualTo(new FreshCounts(33_000, 2_000, 33_000, 1_025_000, 3_700, 0, 0));
    }

    /** The release before finds the same share, of what was sampled. */
    @Test
    void releaseBeforeReadsTheShareOfARow() {
        add(3_200);
        assertThat(database.accounts()
                        .sql("select unassigned from accounts.guard_use where company = :company")
                        .param("company", company)
                        .query(Long.class)
                        .single())
                .isEqualTo(100);
    }

    /** What it adds to a row with weights is added to these, as sampled from all. */
    @Test
    void whatTheReleaseBeforeAddsIsWeighed() {
        add(3_200);
        addAsTheReleaseBefore(0);
        assertThat(week()).isEqualTo(new FreshCounts(33_000, 2_000, 33_000, 1_025_000, 3_200, 0, 0));
        addAsTheReleaseBefore(700);
        assertThat(week()).isEqualTo(new FreshCounts(34_000, 3_000, 34_000, 1_026_000, 3_900, 0, 0));
    }

    /** It lifts a stop without knowing of the weights. */
    @Test
    void whatTheReleaseBeforeForgotIsNoSign() {
        add(3_200);
        database.accounts()
                .sql(
                        "update accounts.guard_use set sampled = 0, unassigned = 0, neighbours = 0, opposed = 0, repeats = null")
                .update();
        assertThat(week().unassigned()).isZero();
        assertThat(Sign.in(week(), GuardRules.USUAL)).isEmpty();
        add(320);
        assertThat(week().unassigned()).as("what was added after it").isEqualTo(320);
    }
}
