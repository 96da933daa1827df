package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of plans: proposed by one person and confirmed by another one who saw them, never two on one day, never none. */
final class PlanVersionsIT {
    private static final UUID CAMILLE = new UUID(0, 1);
    private static final UUID LOU = new UUID(0, 2);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    private final CompanyWorld world = new CompanyWorld();
    private final PlanVersions versions = of(true);

    private PlanVersions of(boolean twoPeople) {
        return new PlanVersions(
                world.database,
                () -> world.now,
                world.audit,
                new FourEyes(world.database, () -> world.now, world.audit, twoPeople));
    }

    private static PlanChange small(LocalDate from, long cents) {
        return new PlanChange("small", from, "Arrêté d’essai", new PlanChange.Terms(12_000L, 10, cents, 0, 0));
    }

    private static PlanChange end(String code, LocalDate from) {
        return new PlanChange(code, from, "Décision d’essai", null);
    }

    private void confirm(PlanVersions.Proposal shown) {
        versions.confirm(shown.change().code(), shown.digest(), LOU);
    }

    private PlanVersions.Proposal shown(String code) {
        return versions.pending().stream()
                .filter(one -> one.change().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void change(PlanChange change) {
        versions.propose(change, CAMILLE);
        confirm(versions.pending().getLast());
    }

    private List<String> small() {
        return versions.all().stream()
                .filter(one -> one.code().equals("small"))
                .map(one -> one.from() + " " + one.to() + " " + one.priceCents())
                .toList();
    }

    private @Nullable Long priceOn(LocalDate day) {
        return world.plans.on(day).stream()
                .filter(one -> one.code().equals("small"))
                .map(Plan::priceCents)
                .findFirst()
                .orElse(null);
    }

    @Test
    void confirmedVersionHoldsFromItsDayAndWhatWasOrderedKeepsItsPrice() {
        Member owner = world.verified();
        world.subscriptions.order(owner.company(), "small", owner.actor());
        versions.propose(small(NEW_YEAR, 40_000), CAMILLE);
        assertThat(small())
                .as("a proposal changes nothing")
                .containsExactly("2016-06-01 2021-01-31 70000", "2021-02-01 null 35000");
        PlanVersions.Proposal shown = versions.pending().getFirst();
        assertThat(shown.replaced()).extracting(Plan::priceCents).containsExactly(35_000L);
        confirm(shown);
        assertThat(small())
                .containsExactly("2016-06-01 2021-01-31 70000", "2021-02-01 2026-12-31 35000", "2027-01-01 null 40000");
        assertThat(priceOn(LocalDate.of(2026, 12, 31))).isEqualTo(35_000);
        assertThat(priceOn(NEW_YEAR)).isEqualTo(40_000);
        assertThat(versions.pending()).isEmpty();
        world.invoices.paid(world.invoices.open().getFirst().number(), TODAY, "transfer", "VIR", "staff:1");
        world.now = Instant.parse("2027-02-01T09:00:00Z");
        Subscription running = world.quotas.current(owner.company()).orElseThrow();
        assertThat(running.priceCents()).isEqualTo(35_000);
        assertThat(running.linesPerSubmission()).isEqualTo(10_000);
        assertThat(world.subscriptions.upgrades(owner.company()).values())
                .extracting(upgrade -> upgrade.lines().get(1).label())
                .containsOnly("rest small 297/365");
        assertThat(world.plans.find("small", NEW_YEAR).linesPerYear()).isEqualTo(120_000);
    }

    @Test
    void personWhoProposedDoesNotConfirm() {
        versions.propose(small(NEW_YEAR, 40_000), CAMILLE);
        PlanVersions.Proposal shown = versions.pending().getFirst();
        assertRefused(() -> versions.confirm("small", shown.digest(), CAMILLE), new AccessRefusal.OtherPersonNeeded());
        assertThat(priceOn(NEW_YEAR)).isEqualTo(35_000);
        assertThat(versions.pending()).hasSize(1);
    }

    /** Two people, two pages: what the second one saw is what is written, or nothing is. */
    @Test
    void proposalThatChangedAfterItWasShownIsNotConfirmed() {
        versions.propose(small(NEW_YEAR, 40_000), CAMILLE);
        PlanVersions.Proposal shown = versions.pending().getFirst();
        versions.propose(small(NEW_YEAR, 4_000), CAMILLE);
        assertRefused(() -> confirm(shown), new CompanyRefusal.PlanProposalChanged());
        assertThat(priceOn(NEW_YEAR)).isEqualTo(35_000);
        confirm(versions.pending().getFirst());
        assertThat(priceOn(NEW_YEAR)).isEqualTo(4_000);
        assertRefused(() -> confirm(shown), new CompanyRefusal.PlanProposalChanged());
    }

    @Test
    void refusedProposalChangesNothing() {
        versions.propose(small(NEW_YEAR, 40_000), CAMILLE);
        PlanVersions.Proposal shown = versions.pending().getFirst();
        assertThat(versions.refuse("small", LOU)).isTrue();
        assertThat(versions.refuse("small", LOU)).isFalse();
        assertRefused(() -> confirm(shown), new CompanyRefusal.PlanProposalChanged());
        assertThat(priceOn(NEW_YEAR)).isEqualTo(35_000);
        assertThat(actions()).containsExactly("plan.version-proposed", "plan.version-refused");
    }

    private List<String> actions() {
        return world.audit.about("plan:small", 10).stream()
                .map(event -> event.entry().action())
                .sorted()
                .toList();
    }

    @Test
    void changeBeginsTomorrowAtTheEarliestAlsoWhenItIsConfirmed() {
        for (LocalDate day : List.of(TODAY, TODAY.minusDays(1), TODAY.plusYears(5))) {
            assertRefused(
                    () -> versions.propose(small(day, 40_000), CAMILLE),
                    new RequestRefusal.UnreadableField("validFrom"));
        }
        LocalDate tomorrow = TODAY.plusDays(1);
        versions.propose(small(tomorrow, 40_000), CAMILLE);
        versions.propose(end("medium", tomorrow), CAMILLE);
        PlanVersions.Proposal late = shown("small");
        world.now = Instant.parse("2026-11-25T22:59:59Z");
        confirm(shown("medium"));
        assertThat(world.plans.on(tomorrow)).extracting(Plan::code).doesNotContain("medium");
        world.now = Instant.parse("2026-11-25T23:00:00Z");
        assertRefused(() -> confirm(late), new CompanyRefusal.PlanProposalLate(tomorrow));
        assertThat(priceOn(tomorrow)).isEqualTo(35_000);
    }

    @Test
    void laterChangeReplacesWhatWasToComeAndNoDayHasTwoVersions() {
        change(small(NEW_YEAR, 40_000));
        change(small(NEW_YEAR.plusMonths(6), 50_000));
        change(small(NEW_YEAR, 45_000));
        assertThat(small())
                .containsExactly("2016-06-01 2021-01-31 70000", "2021-02-01 2026-12-31 35000", "2027-01-01 null 45000");
        change(small(TODAY.plusDays(1), 60_000));
        assertThat(small())
                .containsExactly("2016-06-01 2021-01-31 70000", "2021-02-01 2026-11-25 35000", "2026-11-26 null 60000");
        for (LocalDate day = TODAY; day.isBefore(NEW_YEAR.plusYears(1)); day = day.plusDays(1)) {
            assertThat(world.plans.on(day))
                    .extracting(Plan::code)
                    .as("%s", day)
                    .doesNotHaveDuplicates()
                    .hasSize(6);
        }
    }

    @Test
    void planEndsAndComesBack() {
        change(end("small", NEW_YEAR));
        assertThat(priceOn(NEW_YEAR.minusDays(1))).isEqualTo(35_000);
        assertThat(priceOn(NEW_YEAR)).isNull();
        change(small(NEW_YEAR.plusMonths(1), 40_000));
        assertThat(priceOn(NEW_YEAR.plusMonths(1).minusDays(1))).isNull();
        assertThat(priceOn(NEW_YEAR.plusMonths(1))).isEqualTo(40_000);
    }

    @Test
    void onePlanIsLeftOnEachDay() {
        for (String code : List.of("free", "single", "small", "medium", "large")) {
            change(end(code, NEW_YEAR));
        }
        assertRefused(
                () -> versions.propose(end("unlimited", NEW_YEAR.plusDays(3)), CAMILLE),
                new CompanyRefusal.NoPlanOffered(NEW_YEAR.plusDays(3)));
        change(small(NEW_YEAR.plusDays(10), 40_000));
        assertRefused(
                () -> versions.propose(end("unlimited", NEW_YEAR.plusDays(9)), CAMILLE),
                new CompanyRefusal.NoPlanOffered(NEW_YEAR.plusDays(9)));
        change(end("unlimited", NEW_YEAR.plusDays(10)));
        assertRefused(
                () -> versions.propose(end("small", NEW_YEAR.plusDays(20)), CAMILLE),
                new CompanyRefusal.NoPlanOffered(NEW_YEAR.plusDays(20)));
    }

    /** Each of two ends is possible alone; confirmed at once, the second one finds the first. */
    @Test
    void twoEndsConfirmedAtOnceLeaveOnePlan() throws Exception {
        for (String code : List.of("free", "single", "medium", "large")) {
            change(end(code, NEW_YEAR));
        }
        versions.propose(end("small", NEW_YEAR), CAMILLE);
        versions.propose(end("unlimited", NEW_YEAR), CAMILLE);
        List<Callable<Boolean>> confirmations = new ArrayList<>();
        for (PlanVersions.Proposal shown : versions.pending()) {
            confirmations.add(() -> {
                try {
                    confirm(shown);
                    return true;
                } catch (RefusedException e) {
                    assertThat(e.refusal()).isEqualTo(new CompanyRefusal.NoPlanOffered(NEW_YEAR));
                    return false;
                }
            });
        }
        int done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> answer : threads.invokeAll(confirmations)) {
                done += answer.get() ? 1 : 0;
            }
        }
        assertThat(done).isOne();
        assertThat(world.plans.on(NEW_YEAR)).hasSize(1);
    }

    /** Or one who proposes and one who confirms each wait for the row that the other one holds. */
    @Test
    void confirmationLocksTheVersionsBeforeTheDecision() throws Exception {
        versions.propose(small(NEW_YEAR, 40_000), CAMILLE);
        PlanVersions.Proposal shown = versions.pending().getFirst();
        DataSource source = world.test.owner();
        JdbcClient owner = JdbcClient.create(source);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> confirmed = transaction.execute(status -> {
                owner.sql("select from accounts.plan for update").query().listOfRows();
                Future<?> answer = thread.submit(() -> confirm(shown));
                while (!owner.sql(
                                "select exists (select from pg_locks where pg_backend_pid() = any(pg_blocking_pids(pid)))")
                        .query(Boolean.class)
                        .single()) {
                    Thread.onSpinWait();
                }
                assertThat(owner.sql("select details from accounts.pending_decision for update skip locked")
                                .query(String.class)
                                .list())
                        .as("free for one who proposes")
                        .hasSize(1);
                return answer;
            });
            confirmed.get();
        }
        assertThat(priceOn(NEW_YEAR)).isEqualTo(40_000);
    }

    @Test
    void sourceWithAPhoneNumberIsRefused() {
        PlanChange change = new PlanChange("small", NEW_YEAR, "Décision, voir 06 39 98 00 01", null);
        assertRefused(() -> versions.propose(change, CAMILLE), new LawRefusal.NumberInText("source"));
        assertThat(versions.pending()).isEmpty();
    }

    @Test
    void termsThatCannotBeAreRefusedAtTheirField() {
        assertField(
                "plan",
                () -> versions.propose(
                        new PlanChange("huge", NEW_YEAR, "x", new PlanChange.Terms(1L, 1, 1, 0, 0)), CAMILLE));
        assertField("price", () -> versions.propose(small(NEW_YEAR, 0), CAMILLE));
        assertField(
                "price",
                () -> versions.propose(
                        new PlanChange("free", NEW_YEAR, "x", new PlanChange.Terms(1L, 1, 1, 0, 0)), CAMILLE));
        assertField("price", () -> small(NEW_YEAR, -1));
        assertField("source", () -> new PlanChange("small", NEW_YEAR, " ", null));
        assertField("linesPerSubmission", () -> new PlanChange.Terms(0L, 1, 1, 0, 0));
        assertField("submissionsPerYear", () -> new PlanChange.Terms(1L, null, 1, 0, 0));
        assertField("submissionsPerYear", () -> new PlanChange.Terms(null, 1, 1, 0, 0));
        assertField("signupFee", () -> new PlanChange.Terms(1L, 1, 1, -1, 0));
        assertField("yearlyFee", () -> new PlanChange.Terms(1L, 1, 1, 0, Long.MAX_VALUE));
        assertThat(versions.pending()).isEmpty();
    }

    private static void assertField(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(new RequestRefusal.UnreadableField(field)));
    }

    @Test
    void changeIsReadAsItWasWritten() {
        for (PlanChange change : List.of(
                small(NEW_YEAR, 40_000),
                end("large", NEW_YEAR),
                new PlanChange("unlimited", NEW_YEAR, "x", new PlanChange.Terms(null, null, 1, 2, 3)))) {
            assertThat(PlanChange.read(change.written(), change.source())).isEqualTo(change);
        }
    }

    @Test
    void operatorOfOnePersonReadsTheChangeAndConfirmsItAlone() {
        PlanVersions alone = of(false);
        alone.propose(small(NEW_YEAR, 40_000), CAMILLE);
        assertThat(priceOn(NEW_YEAR)).as("a typing error is seen first").isEqualTo(35_000);
        alone.confirm("small", alone.pending().getFirst().digest(), CAMILLE);
        assertThat(priceOn(NEW_YEAR)).isEqualTo(40_000);
        assertThat(actions()).containsExactly("plan.version-confirmed", "plan.version-proposed");
    }
}
