package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** Payments as the operator notes them: once, with a day that has been and a reference, or taken back by a credit note. */
final class PaymentPagesIT {
    private static final String PAYMENTS = "/operateur/paiements";

    @Test
    void paymentIsNotedOnceAndThePlanBegins() {
        Person owner = Person.owner();
        String path = ordered(owner);
        Person staff = Person.staff();
        Visitor visitor = staff.signedIn();
        assertThat(visitor.get(PAYMENTS).body()).contains(path);
        assertThat(visitor.get(path).body()).contains("value=\"" + today() + "\"");
        Map<String, String> form = Map.of("receivedOn", today().toString(), "reference", "VIR <b>boom</b> 42");
        assertThat(way(visitor.post(path, form))).isEqualTo(PAYMENTS);
        assertThat(subscriptions().current(owner.company())).isPresent();
        HttpResponse<String> twice = visitor.post(path, form);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("BT-0331");
        HttpResponse<String> late = visitor.post(path + "/avoir", Map.of());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(visitor.get(PAYMENTS).body()).doesNotContain("<b>boom");
        assertThat(visitor.get(path).body()).doesNotContain("name=\"reference\"", "/avoir");
        assertThat(staff.audited()).containsOnlyOnce("invoice.paid").doesNotContain("invoice.credited");
        assertThat(Person.mails(owner.email())).containsOnlyOnce("company/paid");
        assertThat(SharedServer.get().bean(Invoices.class).of(owner.company())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hier",
                "24/11/2026",
                "2999-01-01",
                "2026-02-30",
                "+999999999-12-31",
                "-999999999-01-01",
                "<b>"
            })
    void dayThatIsNoneOrStillToComeIsRefusedAtItsField(String day) {
        Person owner = Person.owner();
        String path = ordered(owner);
        Visitor visitor = Person.staff().signedIn();
        visitor.get(path);
        HttpResponse<String> refused = visitor.post(path, Map.of("receivedOn", day, "reference", "VIR 42"));
        RefusedForm.assertThatItNames(refused, "receivedOn");
        assertThat(RefusedForm.text(refused, "receivedOn")).contains("aujourd’hui ou avant");
        assertThat(refused.body()).contains("value=\"VIR 42\"").doesNotContain("<b>");
        assertThat(subscriptions().current(owner.company())).isEmpty();
    }

    @Test
    void referenceIsNeeded() {
        String path = ordered(Person.owner());
        Visitor visitor = Person.staff().signedIn();
        visitor.get(path);
        for (String reference : List.of("", " \t", "x".repeat(141), "x".repeat(10_000))) {
            HttpResponse<String> refused =
                    visitor.post(path, Map.of("receivedOn", today().toString(), "reference", reference));
            RefusedForm.assertThatItNames(refused, "reference");
            assertThat(RefusedForm.text(refused, "reference")).contains("140");
        }
    }

    @Test
    void creditNoteTakesBackAnUnpaidInvoiceOnce() {
        Person owner = Person.owner();
        String path = ordered(owner);
        Visitor visitor = Person.staff().signedIn();
        visitor.get(path);
        assertThat(way(visitor.post(path + "/avoir", Map.of()))).isEqualTo(PAYMENTS);
        assertThat(visitor.post(path + "/avoir", Map.of()).statusCode())
                .as("sent twice")
                .isEqualTo(409);
        assertThat(visitor.post(path, Map.of("receivedOn", today().toString(), "reference", "x"))
                        .statusCode())
                .isEqualTo(409);
        List<Invoice> all = SharedServer.get().bean(Invoices.class).of(owner.company());
        assertThat(all).hasSize(2);
        assertThat(all.stream().mapToLong(Invoice::grossCents).sum()).isZero();
        assertThat(subscriptions().current(owner.company())).isEmpty();
        for (Invoice invoice : all) {
            assertThat(owner.signedIn().get("/pro/factures/" + invoice.number()).body())
                    .startsWith("%PDF");
        }
        assertThat(way(orderAgain(owner))).as("another order").isEqualTo("/pro/formule");
    }

    @Test
    void invoiceThatIsNoneIsNotFound() {
        Visitor visitor = Person.staff().signedIn();
        for (String number :
                List.of("1999-000001", "2026-999999", "x", "2026-1", "99999999999-000001", "2026-000001x")) {
            assertThat(visitor.get(PAYMENTS + "/" + number).statusCode())
                    .as(number)
                    .isEqualTo(404);
            visitor.get(PAYMENTS);
            assertThat(visitor.post(PAYMENTS + "/" + number, Map.of("receivedOn", "2026-11-24", "reference", "x"))
                            .statusCode())
                    .as(number)
                    .isEqualTo(404);
            assertThat(visitor.post(PAYMENTS + "/" + number + "/avoir", Map.of())
                            .statusCode())
                    .as(number)
                    .isEqualTo(404);
        }
    }

    private static HttpResponse<String> orderAgain(Person owner) {
        Visitor visitor = owner.signedIn();
        visitor.get("/pro/formule/small");
        return visitor.post("/pro/formule/small", Map.of("net", "35000"));
    }

    /** Orders a plan; the operator's page of its invoice. */
    private static String ordered(Person owner) {
        assertThat(way(orderAgain(owner))).isEqualTo("/pro/formule");
        return PAYMENTS + "/"
                + SharedServer.get()
                        .bean(Invoices.class)
                        .of(owner.company())
                        .getFirst()
                        .number();
    }

    private static Subscriptions subscriptions() {
        return SharedServer.get().bean(Subscriptions.class);
    }

    private static LocalDate today() {
        return LegalCalendar.dayOf(SharedServer.get().clock().instant());
    }
}
