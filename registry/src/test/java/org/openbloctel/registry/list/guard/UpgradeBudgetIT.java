package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.company.Upgrade;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A larger plan gives new numbers for what was paid for it, on whichever day it is bought: 250 for a euro. */
final class UpgradeBudgetIT {
    private static final UUID COMPANY = new UUID(3, 1);

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final Invoices invoices = new Invoices(
            database,
            () -> now,
            audit,
            new Outbox(database, () -> now),
            new Invoice.Seller("OpenBloctel", "1 rue de l’Exemple", "000000018", "FR44000000018"));
    private final Subscriptions subscriptions =
            new Subscriptions(database, () -> now, audit, new Plans(database), invoices);
    private final Budgets budgets = new Budgets(database, () -> now, new Budget(2_000, 1_000));

    private long year() {
        LocalDate today = LegalCalendar.dayOf(now);
        return budgets.of(COMPANY, new GuardRows(database).read(COMPANY), today)
                .budget()
                .year();
    }

    private void pay() {
        invoices.paid(invoices.open().getFirst().number(), LegalCalendar.dayOf(now), "transfer", "VIR", "staff:1");
    }

    private void upgrade(String plan) {
        Upgrade offer = subscriptions.requireUpgrade(COMPANY, subscriptions.offered(plan));
        subscriptions.upgrade(COMPANY, plan, offer.netCents(), "member:1");
        pay();
    }

    private long paidCents() {
        return invoices.of(COMPANY).stream().mapToLong(Invoice::netCents).sum();
    }

    @Test
    void yearsBudgetIsNotBoughtOnTheLastDay() {
        SampleCompany.insert(JdbcClient.create(test.owner()), COMPANY, "000000018", "Exemple");
        subscriptions.order(COMPANY, "small", "member:1");
        pay();
        assertThat(year()).isEqualTo(87_500);
        now = Instant.parse("2027-11-24T08:00:00Z");
        upgrade("medium");
        assertThat(year()).isEqualTo(250 * paidCents() / 100).isEqualTo(90_685);
        upgrade("unlimited");
        assertThat(year()).isEqualTo(250 * paidCents() / 100).isLessThan(120_000);
        now = Instant.parse("2027-11-25T08:00:00Z");
        assertThat(year()).as("without a plan").isEqualTo(2_000);
    }

    @Test
    void largerPlanOfTheFirstDayGivesItsWholeBudget() {
        SampleCompany.insert(JdbcClient.create(test.owner()), COMPANY, "000000018", "Exemple");
        subscriptions.order(COMPANY, "single", "member:1");
        pay();
        upgrade("medium");
        assertThat(year()).isEqualTo(1_250_000);
    }
}
