package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.springframework.dao.DataIntegrityViolationException;

/** A larger plan for the rest of a year: price and lines in proportion to its days, once, and nothing of what was used is forgotten. */
final class UpgradesIT {
    private final CompanyWorld world = new CompanyWorld();
    private final Member owner = world.verified();
    private final UUID company = owner.company();

    private void on(String day) {
        world.now = Instant.parse(day + "T09:00:00Z");
    }

    private void buy(String plan) {
        world.subscriptions.order(company, plan, owner.actor());
        pay();
    }

    private Upgrade offer(String plan) {
        return Objects.requireNonNull(world.subscriptions.upgrades(company).get(plan));
    }

    private Subscription order(String plan) {
        return world.subscriptions.upgrade(company, plan, offer(plan).netCents(), owner.actor());
    }

    private void pay() {
        Invoice open = world.invoices.open().getFirst();
        world.invoices.paid(
                open.number(), LocalDate.ofInstant(world.now, ZoneOffset.UTC), "transfer", "VIR", "staff:1");
    }

    private Subscription running() {
        return world.quotas.current(company).orElseThrow();
    }

    @Test
    void largerPlanCostsTheDifferenceForTheDaysThatAreLeft() {
        on("2026-11-25");
        buy("small");
        world.quotas.count(company, 40_000);
        on("2027-05-27");
        Upgrade offer = offer("medium");
        assertThat(offer.daysLeft()).isEqualTo(182);
        assertThat(offer.yearDays()).isEqualTo(365);
        assertThat(offer.netCents()).as("(5,000 € - 350 €) × 182 / 365").isEqualTo(249_315 - 17_452);
        order("medium");
        Invoice invoice = world.invoices.open().getFirst();
        assertThat(invoice.lines())
                .containsExactly(
                        new Invoice.Line("upgrade medium 182/365", 249_315),
                        new Invoice.Line("rest small 182/365", -17_452));
        assertThat(invoice.vatCents()).isEqualTo(Invoices.vat(231_863));
        assertThat(running().plan()).as("until it is paid").isEqualTo("small");
        pay();
        Subscription medium = running();
        assertThat(medium.plan()).isEqualTo("medium");
        assertThat(medium.startsOn()).isEqualTo(LocalDate.of(2027, 5, 27));
        assertThat(medium.endsOn()).as("the same term").isEqualTo(LocalDate.of(2027, 11, 25));
        assertThat(medium.linesPerSubmission()).isEqualTo(25_000);
        assertThat(medium.linesPerYear()).isEqualTo(100_000 + Math.ceilDiv(1_650_000L * 182, 365L));
        assertThat(medium.usedLines()).as("what was used stays used").isEqualTo(40_000);
        assertThat(medium.priceCents()).as("what the year costs").isEqualTo(35_000 + 231_863);
    }

    /** The guard takes the budget from the year's price: a year's budget costs a year's price, on whichever day it is bought. */
    @Test
    void priceOfTheYearIsWhatWasPaidInItOnItsFirstAndOnItsLastDay() {
        on("2026-11-25");
        buy("small");
        assertThat(offer("medium").yearPriceCents()).as("first day").isEqualTo(500_000);
        assertThat(offer("medium").linesPerYear()).isEqualTo(1_750_000L);
        on("2027-11-24");
        assertThat(offer("medium").daysLeft()).isOne();
        assertThat(offer("medium").netCents()).isEqualTo(1_370 - 96);
        assertThat(offer("medium").yearPriceCents()).as("last day").isEqualTo(35_000 + 1_274);
        assertThat(offer("medium").linesPerYear()).isEqualTo(100_000 + 4_521);
        order("medium");
        assertThat(world.invoices.open().getFirst().dueOn()).isEqualTo(LocalDate.of(2027, 11, 24));
        pay();
        assertThat(running().endsOn()).isEqualTo(LocalDate.of(2027, 11, 25));
        on("2027-11-25");
        assertThat(world.quotas.current(company)).isEmpty();
    }

    @Test
    void yearWithALeapDayHas366Days() {
        on("2027-12-31");
        buy("single");
        on("2028-02-29");
        Upgrade offer = offer("large");
        assertThat(offer.yearDays()).isEqualTo(366);
        assertThat(offer.daysLeft()).isEqualTo(306);
        assertThat(offer.netCents()).isEqualTo(1_003_279 - 4_180);
        on("2028-12-30");
        assertThat(offer("large").daysLeft()).isOne();
        on("2028-12-31");
        assertThat(world.subscriptions.upgrades(company)).as("the term is over").isEmpty();
    }

    @Test
    void planThatBeganOnALeapDayEndsOnTheLastOfFebruary() {
        on("2028-02-29");
        buy("small");
        assertThat(running().endsOn()).isEqualTo(LocalDate.of(2029, 2, 28));
        assertThat(offer("medium").daysLeft()).isEqualTo(365);
        on("2029-02-27");
        order("medium");
        pay();
        assertThat(running().endsOn()).isEqualTo(LocalDate.of(2029, 2, 28));
    }

    /** At 23:30 in Paris on 31 December the year is still the old one; in UTC it is 22:30. */
    @Test
    void daysAreThoseOfParisAtTheTurnOfTheYear() {
        on("2026-12-31");
        buy("small");
        world.now = Instant.parse("2027-12-30T22:59:59Z");
        assertThat(offer("medium").daysLeft()).isOne();
        world.now = Instant.parse("2027-12-30T23:00:00Z");
        assertThat(world.subscriptions.upgrades(company)).isEmpty();
    }

    @Test
    void secondUpgradeOfAYearAddsToTheFirst() {
        on("2026-11-25");
        buy("single");
        on("2027-02-25");
        order("small");
        pay();
        long paid = running().priceCents();
        on("2027-08-25");
        Upgrade large = offer("large");
        assertThat(large.lines().get(1).label()).isEqualTo("rest small 92/365");
        assertThat(large.yearPriceCents()).isEqualTo(paid + large.netCents());
        order("large");
        pay();
        assertThat(world.invoices.of(company).stream()
                        .mapToLong(Invoice::netCents)
                        .sum())
                .isEqualTo(running().priceCents());
    }

    @Test
    void sameAndSmallerPlansAreNoUpgradesAndNeitherIsWhatFollowsAFreePlan() {
        assertRefused(() -> world.subscriptions.upgrade(company, "small", 0, "x"), new CompanyRefusal.NoPlan());
        world.subscriptions.order(company, "free", owner.actor());
        LocalDate term = LocalDate.of(2027, 11, 25);
        assertRefused(
                () -> world.subscriptions.upgrade(company, "small", 0, "x"),
                new CompanyRefusal.PlanRunning(term.minusDays(1)));
        buy("medium");
        for (String plan : List.of("free", "single", "small", "medium")) {
            assertRefused(
                    () -> world.subscriptions.upgrade(company, plan, 0, "x"),
                    new CompanyRefusal.PlanRunning(term.minusDays(1)));
            assertRefused(
                    () -> world.subscriptions.order(company, plan, "x"),
                    new CompanyRefusal.PlanRunning(term.minusDays(1)));
        }
        assertThat(world.subscriptions.upgrades(company)).containsOnlyKeys("large", "unlimited");
        assertThat(offer("unlimited").linesPerYear()).isNull();
        assertRefused(() -> world.subscriptions.upgrade(company, "x", 0, "x"), new CompanyRefusal.UnknownPlan());
    }

    @Test
    void priceOfAnotherDayIsRefused() {
        on("2026-11-25");
        buy("small");
        long shown = offer("medium").netCents();
        on("2026-11-26");
        assertRefused(
                () -> world.subscriptions.upgrade(company, "medium", shown, owner.actor()),
                new CompanyRefusal.PriceChanged());
        assertThat(world.invoices.open()).isEmpty();
    }

    @Test
    void unpaidUpgradeIsWithdrawnAndAnotherTakesItsPlace() {
        on("2026-11-25");
        buy("small");
        order("medium");
        assertRefused(() -> world.subscriptions.upgrade(company, "large", 0, "x"), new CompanyRefusal.OrderPending());
        assertThat(world.subscriptions.withdraw(company, owner.actor())).isTrue();
        assertThat(world.subscriptions.withdraw(company, owner.actor())).isFalse();
        assertThat(running().plan()).isEqualTo("small");
        assertThat(world.invoices.of(company).getFirst().netCents()).isEqualTo(-465_000);
        order("large");
        pay();
        assertThat(running().plan()).isEqualTo("large");
    }

    @Test
    void paymentAfterTheTermStartsNothing() {
        on("2026-11-25");
        buy("small");
        on("2027-11-20");
        order("medium");
        on("2027-11-25");
        assertRefused(this::pay, new CompanyRefusal.UpgradeLapsed(LocalDate.of(2027, 11, 24)));
        assertThat(world.invoices.open()).hasSize(1);
        assertThat(world.quotas.current(company)).isEmpty();
        world.subscriptions.withdraw(company, owner.actor());
        buy("medium");
        assertThat(running().endsOn()).isEqualTo(LocalDate.of(2028, 11, 25));
    }

    @Test
    void planThatIsPaidForTheNextYearStaysAsItIs() {
        on("2026-11-25");
        buy("small");
        on("2027-11-01");
        buy("medium");
        order("large");
        pay();
        assertThat(running().plan()).isEqualTo("large");
        on("2027-11-24");
        assertThat(running().plan()).isEqualTo("large");
        on("2027-11-25");
        assertThat(running().plan()).isEqualTo("medium");
        assertThat(running().priceCents()).isEqualTo(500_000);
        assertThat(running().usedLines()).isZero();
        assertThat(running().endsOn()).isEqualTo(LocalDate.of(2028, 11, 25));
    }

    @Test
    void submissionDrawnBeforeGivesItsLinesBackAfter() {
        on("2026-11-25");
        buy("small");
        UUID submission = UUID.randomUUID();
        world.quotas.reserve(company, submission, 10_000);
        order("medium");
        pay();
        assertThat(running().usedLines()).isEqualTo(10_000);
        world.quotas.reserve(company, submission, 10_000);
        assertThat(running().usedLines()).as("drawn once").isEqualTo(10_000);
        world.quotas.release(submission);
        world.quotas.release(submission);
        assertThat(running().usedLines()).isZero();
    }

    @Test
    void ofManyOrdersAtOnceOneIsInvoicedAndOfManyPaymentsOneBeginsIt() throws Exception {
        on("2026-11-25");
        buy("small");
        long shown = offer("medium").netCents();
        assertThat(atOnce(() -> world.subscriptions.upgrade(company, "medium", shown, owner.actor())))
                .isOne();
        Invoice.Serial number = world.invoices.open().getFirst().number();
        LocalDate today = LocalDate.of(2026, 11, 25);
        assertThat(atOnce(() -> {
                    world.invoices.paid(number, today, "transfer", "VIR", "staff:1");
                    return number;
                }))
                .isOne();
        assertThat(running().plan()).isEqualTo("medium");
        assertThat(running().priceCents()).isEqualTo(500_000);
    }

    private static int atOnce(Callable<?> act) throws Exception {
        int done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(8, (Callable<Boolean>) () -> {
                try {
                    act.call();
                    return true;
                } catch (RefusedException e) {
                    return false;
                }
            }))) {
                done += answer.get() ? 1 : 0;
            }
        }
        return done;
    }

    /** Lines are drawn and given back by submissions while the plan is replaced: none is lost, none counted twice, none refused. */
    @Test
    void linesDrawnAndGivenBackWhileThePlanIsReplacedAddUp() throws Exception {
        on("2026-11-25");
        buy("small");
        List<UUID> given = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            given.add(UUID.randomUUID());
            world.quotas.reserve(company, given.getLast(), 10);
        }
        order("medium");
        List<Callable<Void>> acts = new ArrayList<>();
        for (UUID submission : given) {
            acts.add(() -> {
                world.quotas.release(submission);
                return null;
            });
            acts.add(() -> {
                world.quotas.reserve(company, UUID.randomUUID(), 7);
                return null;
            });
        }
        Collections.shuffle(acts, new Random(476));
        acts.add(20, () -> {
            pay();
            return null;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Void> answer : threads.invokeAll(acts)) {
                answer.get();
            }
        }
        assertThat(running().plan()).isEqualTo("medium");
        assertThat(running().usedLines()).isEqualTo(40 * 7);
    }

    @Test
    void serverOfTheReleaseBeforeCannotStartItForAWholeYear() {
        on("2026-11-25");
        buy("small");
        UUID id = order("medium").id();
        LocalDate term = LocalDate.of(2027, 11, 25);
        assertThatThrownBy(() -> world.database
                        .accounts()
                        .sql("update accounts.subscription set starts_on = :starts, ends_on = :ends where id = :id")
                        .params(Map.of("starts", term, "ends", term.plusYears(1), "id", id))
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
