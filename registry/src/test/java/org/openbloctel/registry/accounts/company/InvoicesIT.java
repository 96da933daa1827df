package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.springframework.dao.DataAccessException;

/** Invoices follow each other without a gap, add up to the cent, and never change. */
final class InvoicesIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private final CompanyWorld world = new CompanyWorld();

    private Invoice ordered(Member owner, String plan) {
        world.subscriptions.order(owner.company(), plan, owner.actor());
        return world.invoices.of(owner.company()).getFirst();
    }

    @Test
    void invoiceSaysWhoOwesWhatForWhatAndUntilWhen() {
        Member owner = world.verified();
        Invoice invoice = ordered(owner, "small");
        assertThat(invoice.number()).hasToString("2026-000001");
        assertThat(invoice.lines()).containsExactly(new Invoice.Line("plan small", 35_000));
        assertThat(invoice.netCents()).isEqualTo(35_000);
        assertThat(invoice.vatCents()).isEqualTo(7_000);
        assertThat(invoice.grossCents()).isEqualTo(42_000);
        assertThat(invoice.issuedOn()).isEqualTo(TODAY);
        assertThat(invoice.dueOn()).isEqualTo(LocalDate.of(2026, 12, 25));
        assertThat(invoice.buyer()).isEqualTo("Téléphonie 000000018\n2 rue de l’Exemple\n69001 Lyon");
        assertThat(invoice.seller()).contains("FR44000000018");
        assertThat(invoice.open()).isTrue();
        assertThat(world.mails()).extracting(Outbox.Message::template).contains("company/invoice");
    }

    @Test
    void vatIsRoundedToTheCent() {
        assertThat(Invoices.vat(1)).isZero();
        assertThat(Invoices.vat(3)).isEqualTo(1);
        assertThat(Invoices.vat(12_345)).isEqualTo(2_469);
        assertThat(Invoices.vat(-12_343)).isEqualTo(-Invoices.vat(12_343));
    }

    @Test
    void numbersHaveNoGapsThoughOrdersComeAtOnceAndSomeAreRolledBack() throws Exception {
        List<Member> owners =
                IntStream.range(0, 8).mapToObj(i -> world.verified()).toList();
        List<Callable<Boolean>> orders = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            Member owner = owners.get(i);
            boolean fails = i % 3 == 0;
            orders.add(() -> {
                try {
                    world.database.inAccounts(() -> {
                        ordered(owner, "single");
                        if (fails) {
                            throw new IllegalStateException("rolled back");
                        }
                        return true;
                    });
                    return true;
                } catch (IllegalStateException e) {
                    return false;
                }
            });
        }
        int issued = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> order : threads.invokeAll(orders)) {
                issued += order.get() ? 1 : 0;
            }
        }
        assertThat(issued).isEqualTo(5);
        assertThat(world.invoices.open())
                .extracting(invoice -> invoice.number().toString())
                .containsExactly("2026-000001", "2026-000002", "2026-000003", "2026-000004", "2026-000005");
    }

    @Test
    void eachYearBeginsWithOne() {
        ordered(world.verified(), "single");
        world.now = LocalDate.of(2027, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(ordered(world.verified(), "single").number()).hasToString("2027-000001");
    }

    @Test
    void nobodyMayChangeOrDeleteAnInvoice() {
        ordered(world.verified(), "single");
        for (String sql : List.of(
                "update accounts.invoice set net_cents = 1",
                "delete from accounts.invoice",
                "delete from accounts.payment",
                "update accounts.payment set reference = ''")) {
            assertThatThrownBy(() -> world.database.accounts().sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void paidOnceAndWhatItIsForBegins() {
        Member owner = world.verified();
        Invoice invoice = ordered(owner, "single");
        assertThat(world.quotas.current(owner.company())).isEmpty();
        world.invoices.paid(invoice.number(), TODAY, "transfer", "VIR 1", "staff:1");
        assertThat(world.invoices.find(invoice.number()).paidOn()).isEqualTo(TODAY);
        assertThat(world.invoices.open()).isEmpty();
        assertThat(world.invoices.paid(10)).hasSize(1);
        assertThat(world.quotas.current(owner.company())).isPresent();
        assertRefused(
                () -> world.invoices.paid(invoice.number(), TODAY, "transfer", "VIR 1", "staff:1"),
                new CompanyRefusal.InvoiceSettled());
        assertRefused(() -> world.invoices.credit(invoice.number(), "staff:1"), new CompanyRefusal.InvoiceSettled());
    }

    @Test
    void unpaidOneIsTakenBackByACreditNoteOfTheSameSeries() {
        Member owner = world.verified();
        Invoice invoice = ordered(owner, "single");
        Invoice credit = world.invoices.credit(invoice.number(), "staff:1");
        assertThat(credit.number()).hasToString("2026-000002");
        assertThat(credit.grossCents()).isEqualTo(-invoice.grossCents());
        assertThat(credit.credits()).isEqualTo(invoice.number());
        assertThat(world.invoices.find(invoice.number()).creditedBy()).isEqualTo(credit.number());
        assertThat(world.invoices.open()).isEmpty();
        assertThat(world.subscriptions.pending(owner.company())).isEmpty();
        assertRefused(
                () -> world.invoices.paid(invoice.number(), TODAY, "transfer", "VIR 1", "staff:1"),
                new CompanyRefusal.InvoiceSettled());
        ordered(owner, "small");
    }

    @Test
    void invoiceOfAnotherCompanyIsUnknown() {
        Invoice invoice = ordered(world.verified(), "single");
        UUID stranger = world.verified().company();
        assertRefused(() -> world.invoices.find(stranger, invoice.number()), new CompanyRefusal.UnknownInvoice());
        assertRefused(() -> world.invoices.find(new Invoice.Serial(2026, 99)), new CompanyRefusal.UnknownInvoice());
        assertThat(Invoice.Serial.parse("2026-000001")).contains(invoice.number());
        assertThat(Invoice.Serial.parse("2026-1")).isEmpty();
    }

    @Test
    void transferSaysWhereToAndWhatToWriteBesideIt() {
        Invoice invoice = ordered(world.verified(), "single");
        Payments payments = new Payments.ByTransfer("OpenBloctel", "FR00", "BIC");
        assertThat(payments.instructions(invoice))
                .isEqualTo(new Payments.Instructions.Transfer("OpenBloctel", "FR00", "BIC", "2026-000001"));
    }
}
