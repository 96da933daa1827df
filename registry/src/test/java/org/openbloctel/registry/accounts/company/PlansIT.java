package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Plans are those of their day, hold for a year at their price, and give what they say: no line more, none twice. */
final class PlansIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private final CompanyWorld world = new CompanyWorld();
    private final Member owner = world.verified();
    private final UUID company = owner.company();

    private Subscription order(String plan) {
        return world.subscriptions.order(company, plan, owner.actor());
    }

    private void pay() {
        Invoice open = world.invoices.open().getFirst();
        world.invoices.paid(open.number(), TODAY, "transfer", "VIR 1", "staff:1");
    }

    @Test
    void gridsAreThoseOfTheOrders() {
        assertThat(prices(LocalDate.of(2016, 5, 31))).isEmpty();
        assertThat(prices(LocalDate.of(2021, 1, 31)))
                .containsExactly(
                        "single 15000 0",
                        "small 70000 55000",
                        "medium 600000 55000",
                        "large 1400000 55000",
                        "unlimited 4000000 55000");
        assertThat(prices(LocalDate.of(2021, 2, 1)))
                .containsExactly(
                        "free 0 0",
                        "single 5000 0",
                        "small 35000 0",
                        "medium 500000 0",
                        "large 1200000 0",
                        "unlimited 4000000 0");
        assertThat(world.plans.find("small", LocalDate.of(2020, 6, 1)).linesPerYear())
                .isEqualTo(60_000);
        assertThat(world.plans.find("small", TODAY).linesPerYear()).isEqualTo(100_000);
        assertThat(world.plans.find("unlimited", TODAY).linesPerYear()).isNull();
    }

    private List<String> prices(LocalDate day) {
        return world.plans.on(day).stream()
                .map(plan ->
                        plan.code() + " " + plan.priceCents() + " " + (plan.signupFeeCents() + plan.yearlyFeeCents()))
                .toList();
    }

    @Test
    void freePlanStartsAtOnceAndAPaidOneWhenItIsPaid() {
        order("free");
        assertThat(world.quotas.current(company).orElseThrow().plan()).isEqualTo("free");
        assertThat(world.invoices.of(company)).isEmpty();
        order("small");
        assertThat(world.quotas.current(company).orElseThrow().plan()).isEqualTo("free");
        assertRefused(() -> order("small"), new CompanyRefusal.OrderPending());
        pay();
        Subscription small = world.quotas.current(company).orElseThrow();
        assertThat(small.plan()).isEqualTo("small");
        assertThat(small.endsOn()).isEqualTo(LocalDate.of(2027, 11, 25));
    }

    @Test
    void onlyVerifiedCompaniesOrder() {
        Member fresh = world.founded();
        assertRefused(
                () -> world.subscriptions.order(fresh.company(), "free", fresh.actor()),
                new CompanyRefusal.NotVerified());
        assertRefused(() -> order("huge"), new CompanyRefusal.UnknownPlan());
    }

    @Test
    void contractOfTheOldGridKeepsItsPriceAndLimitsToItsTerm() {
        world.now = Instant.parse("2021-01-31T22:59:00Z");
        order("small");
        world.now = Instant.parse("2021-02-10T08:00:00Z");
        assertThat(world.invoices.open().getFirst().lines())
                .containsExactly(
                        new Invoice.Line("plan small", 70_000),
                        new Invoice.Line("signup-fee", 25_000),
                        new Invoice.Line("yearly-fee", 30_000));
        pay();
        Subscription old = world.quotas.current(company).orElseThrow();
        assertThat(old.priceCents()).isEqualTo(70_000);
        assertThat(old.linesPerYear()).isEqualTo(60_000);
        assertThat(old.endsOn()).isEqualTo(LocalDate.of(2022, 2, 10));
        world.now = Instant.parse("2022-02-09T22:59:00Z");
        assertThat(world.quotas.current(company)).isPresent();
        world.now = Instant.parse("2022-02-09T23:00:00Z");
        assertThat(world.quotas.current(company)).isEmpty();
        order("small");
        assertThat(world.invoices.open().getFirst().netCents()).isEqualTo(35_000);
    }

    /** Who pays for the second time pays no sign-up fee: the page may not say another price than the invoice. */
    @Test
    void priceThatIsSaidIsThatOfTheInvoice() {
        for (String now : List.of("2018-01-10T08:00:00Z", "2019-01-11T08:00:00Z")) {
            world.now = Instant.parse(now);
            Plan plan = world.plans.find("small", LocalDate.parse(now.substring(0, 10)));
            long said = world.subscriptions.netCents(company, plan);
            order("small");
            assertThat(world.invoices.open().getFirst().netCents()).as(now).isEqualTo(said);
            pay();
        }
    }

    @Test
    void nextPlanIsOrderedInTheLastMonthAndFollowsWithoutAGap() {
        order("small");
        pay();
        assertRefused(() -> order("medium"), new CompanyRefusal.PlanRunning(LocalDate.of(2027, 11, 24)));
        world.now = Instant.parse("2027-10-26T08:00:00Z");
        order("medium");
        pay();
        assertThat(world.quotas.current(company).orElseThrow().plan()).isEqualTo("small");
        assertThat(world.subscriptions.next(company).orElseThrow().startsOn()).isEqualTo(LocalDate.of(2027, 11, 25));
        assertRefused(() -> order("medium"), new CompanyRefusal.PlanRunning(LocalDate.of(2028, 11, 24)));
        world.now = Instant.parse("2027-11-25T08:00:00Z");
        assertThat(world.quotas.current(company).orElseThrow().plan()).isEqualTo("medium");
    }

    @Test
    void usedUpPlanGivesWayToAnotherAtOnce() {
        order("single");
        pay();
        world.quotas.reserve(company, UUID.randomUUID(), 3000);
        world.quotas.reserve(company, UUID.randomUUID(), 3000);
        order("single");
        pay();
        assertThat(world.quotas.current(company).orElseThrow().linesLeft()).isEqualTo(6000);
    }

    @Test
    void newLinesAreDrawnOnceForASubmission() {
        order("free");
        UUID submission = UUID.randomUUID();
        assertThat(world.quotas.reserve(company, submission, 600).linesLeft()).isEqualTo(23_400);
        assertThat(world.quotas.reserve(company, submission, 600).linesLeft()).isEqualTo(23_400);
        world.quotas.release(submission);
        world.quotas.release(submission);
        assertThat(world.quotas.current(company).orElseThrow().linesLeft()).isEqualTo(24_000);
    }

    @Test
    void uncheckedAgainCostsNothingEvenWhenNothingIsLeft() {
        order("free");
        world.quotas.count(company, 24_000);
        assertThat(world.quotas.reserve(company, UUID.randomUUID(), 0).linesLeft())
                .isZero();
        assertRefused(
                () -> world.quotas.reserve(company, UUID.randomUUID(), 1),
                new CompanyRefusal.QuotaUsedUp(1, 0, LocalDate.of(2027, 11, 24)));
    }

    @Test
    void limitsHoldToTheLine() {
        order("free");
        assertRefused(
                () -> world.quotas.reserve(company, UUID.randomUUID(), 1001),
                new CompanyRefusal.TooManyLines(1001, 1000));
        world.quotas.reserve(company, UUID.randomUUID(), 1000);
        world.quotas.count(company, 22_999);
        assertRefused(
                () -> world.quotas.count(company, 2), new CompanyRefusal.QuotaUsedUp(2, 1, LocalDate.of(2027, 11, 24)));
        world.quotas.count(company, 1);
    }

    @Test
    void withoutAPlanNothingIsCounted() {
        assertRefused(() -> world.quotas.reserve(company, UUID.randomUUID(), 1), new CompanyRefusal.NoPlan());
        order("free");
        world.pass(Duration.ofDays(365));
        assertRefused(() -> world.quotas.count(company, 1), new CompanyRefusal.NoPlan());
    }

    @Test
    void unlimitedPlanHasNoEndOfLines() {
        order("unlimited");
        pay();
        world.quotas.reserve(company, UUID.randomUUID(), 50_000_000);
        Subscription plan = world.quotas.reserve(company, UUID.randomUUID(), 50_000_000);
        assertThat(plan.linesLeft()).isNull();
        assertThat(plan.usedLines()).isEqualTo(100_000_000);
    }

    @Test
    void ofManySubmissionsAtOnceOnTheLastLinesOneIsServed() throws Exception {
        order("free");
        world.quotas.count(company, 23_000);
        List<Callable<Boolean>> submissions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            submissions.add(() -> {
                try {
                    world.quotas.reserve(company, UUID.randomUUID(), 1000);
                    return true;
                } catch (RefusedException e) {
                    assertThat(e.refusal())
                            .isEqualTo(new CompanyRefusal.QuotaUsedUp(1000, 0, LocalDate.of(2027, 11, 24)));
                    return false;
                }
            });
        }
        int served = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> answer : threads.invokeAll(submissions)) {
                served += answer.get() ? 1 : 0;
            }
        }
        assertThat(served).isEqualTo(1);
        assertThat(world.quotas.current(company).orElseThrow().linesLeft()).isZero();
    }
}
