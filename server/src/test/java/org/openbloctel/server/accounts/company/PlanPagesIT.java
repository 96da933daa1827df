package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.document.Conformance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Plans and invoices on their pages: owners of verified companies order, once; members read the invoices of their own company. */
final class PlanPagesIT {
    private static final String PAGE = "/pro/formule";
    /** The price that the page of this plan shows. */
    private static final Map<String, String> SMALL = Map.of("net", "35000");

    @Test
    void planIsOrderedOnceAndThePageThatAsksOrdersNothing() {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        assertThat(visitor.get(PAGE + "/small").statusCode()).isEqualTo(200);
        assertThat(invoices(owner)).isEmpty();
        assertThat(way(visitor.post(PAGE + "/small", SMALL))).isEqualTo(PAGE);
        HttpResponse<String> twice = visitor.post(PAGE + "/small", SMALL);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(visitor.get(PAGE + "/small").statusCode()).isEqualTo(409);
        assertThat(visitor.post(PAGE + "/large", SMALL).statusCode()).isEqualTo(409);
        assertThat(invoices(owner)).hasSize(1);
        assertThat(owner.audited()).containsOnlyOnce("plan.ordered");
        assertThat(Person.mails(owner.email())).containsOnlyOnce("company/invoice");
        assertThat(visitor.get("/pro").body())
                .contains(invoices(owner).getFirst().number().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "SMALL", "%3Cb%3Eboom", "%01", "small;x=1", "..%2F..%2Fetc"})
    void planThatIsNoneIsNotFound(String code) {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        HttpResponse<String> page = visitor.get(PAGE + "/" + code);
        assertThat(page.statusCode()).isIn(400, 404);
        assertThat(page.body()).doesNotContain("<b>boom");
        visitor.get(PAGE);
        assertThat(visitor.post(PAGE + "/" + code, SMALL).statusCode()).isIn(400, 404);
        assertThat(invoices(owner)).isEmpty();
    }

    @Test
    void companyThatIsNotVerifiedOrdersNothing() {
        Person founder = Person.founder().secured();
        Visitor visitor = founder.signedIn();
        visitor.get(PAGE);
        for (HttpResponse<String> refused :
                List.of(visitor.get(PAGE + "/small"), visitor.post(PAGE + "/small", SMALL))) {
            assertThat(refused.statusCode()).isBetween(400, 499);
            assertThat(refused.body()).contains("BT-0302");
        }
        assertThat(invoices(founder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void othersThanOwnersReadPlanAndInvoicesAndOrderNothing(Role role) {
        Person owner = Person.owner();
        Visitor lou = owner.colleague(role).signedIn();
        assertThat(lou.get(PAGE).body()).doesNotContain("href=\"" + PAGE + "/small\"");
        assertThat(lou.get(PAGE + "/small").statusCode()).isEqualTo(403);
        assertThat(lou.post(PAGE + "/small", SMALL).statusCode()).isEqualTo(403);
        assertThat(invoices(owner)).isEmpty();
        order(owner);
        HttpResponse<String> pdf = lou.get(invoice(owner));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.headers().firstValue("Content-Type").orElse("")).startsWith("application/pdf");
        assertThat(pdf.headers().firstValue("Cache-Control").orElse("")).contains("private", "no-store");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("inline; filename=\"facture-"
                        + invoices(owner).getFirst().number() + ".pdf\"");
    }

    @Test
    void invoiceOfAnotherCompanyOrOfNoneIsNotFound() {
        Person owner = Person.owner();
        order(owner);
        Visitor stranger = Person.owner().signedIn();
        for (String path : List.of(
                invoice(owner),
                "/pro/factures/1999-000001",
                "/pro/factures/x",
                "/pro/factures/2026-1",
                "/pro/factures/99999999999999999999-000001",
                "/pro/factures/2026-000001%01")) {
            HttpResponse<String> answer = stranger.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotStartWith("%PDF");
        }
        assertThat(Person.staff().signedIn().get(invoice(owner)).statusCode()).isEqualTo(403);
    }

    /** In French for every reader, to the byte: an invoice is a document, not a page. */
    @Test
    void invoiceConformsAndIsTheSameInAllLanguages() throws Exception {
        Person owner = Person.owner();
        order(owner);
        byte[] french = owner.signedIn().file(invoice(owner)).body();
        byte[] english = owner.signedIn().speaks("en").file(invoice(owner)).body();
        assertThat(english).isEqualTo(french);
        assertThat(new String(french, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        Conformance.assertConforms(french);
        try (PDDocument document = Loader.loadPDF(french)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(invoices(owner).getFirst().number().toString(), "Société", "TVA");
        }
    }

    @Test
    void overviewSaysWhatIsDueAndWhatStopsTheCompany() {
        Person owner = Person.owner();
        order(owner);
        Visitor visitor = owner.signedIn();
        assertThat(visitor.get("/pro").body())
                .contains(invoices(owner).getFirst().number().toString());
        SharedServer.get()
                .bean(org.openbloctel.registry.accounts.company.Companies.class)
                .suspend(owner.company(), "Plainte n° 7", "staff:test");
        assertThat(visitor.get("/pro").body()).contains("Plainte n°", "notice error");
        assertThat(visitor.get(PAGE + "/small").statusCode()).isBetween(400, 499);
    }

    @Test
    void largerPlanIsOrderedAtThePriceShownAndBeginsWhenItIsPaid() throws Exception {
        Person owner = Person.owner();
        order(owner);
        pay(owner);
        Visitor visitor = owner.signedIn();
        String now = PAGE + "/medium/maintenant";
        assertThat(plain(visitor.get(PAGE).body()))
                .contains("href=\"" + now + "\"", "Passer à cette formule", "4 650 € HT aujourd’hui")
                .doesNotContain("/small/maintenant", "/single/maintenant", "/free/maintenant");
        assertThat(visitor.get(PAGE + "/single/maintenant").body()).contains("BT-0323");
        assertThat(visitor.get(PAGE + "/x/maintenant").statusCode()).isEqualTo(404);
        assertThat(plain(visitor.get(now).body()))
                .contains("name=\"net\" value=\"465000\"", "365 jours qui restent, sur 365", "25 000", "5 580 €")
                .contains("Nouveaux numéros sur 365 jours", "87 500", "1 250 000", "14 375");
        HttpResponse<String> other = visitor.post(now, Map.of("net", "464999"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("BT-0326");
        visitor.get(PAGE);
        assertThat(visitor.post(now, Map.of()).statusCode())
                .as("no price was shown")
                .isEqualTo(400);
        visitor.get(now);
        assertThat(way(visitor.post(now, Map.of("net", "465000")))).isEqualTo(PAGE);
        assertThat(visitor.post(now, Map.of("net", "465000")).body()).contains("BT-0324");
        assertThat(invoices(owner)).hasSize(2);
        assertThat(plain(visitor.get(PAGE).body()))
                .contains("Annuler cette commande", "D’ici là, votre formule actuelle continue", "Petits fichiers");
        try (PDDocument document =
                Loader.loadPDF(owner.signedIn().file(invoice(owner)).body())) {
            assertThat(plain(new PDFTextStripper().getText(document)))
                    .contains(
                            "Formule « Fichiers moyens », 365 jours sur 365",
                            "À déduire : formule « Petits fichiers » déjà payée, 365 jours sur 365");
        }
        pay(owner);
        assertThat(visitor.get(PAGE).body()).contains("Fichiers moyens").doesNotContain("Annuler cette commande");
    }

    @Test
    void orderThatIsNotPaidForIsWithdrawnByAnOwner() {
        Person owner = Person.owner();
        assertThat(way(owner.signedIn().get(PAGE + "/annulation"))).isEqualTo(PAGE);
        order(owner);
        Visitor lou = owner.colleague(Role.OPERATOR).signedIn();
        assertThat(lou.get(PAGE).body()).doesNotContain("/annulation");
        assertThat(lou.post(PAGE + "/annulation", Map.of()).statusCode()).isEqualTo(403);
        Visitor visitor = owner.signedIn();
        assertThat(visitor.get(PAGE + "/annulation").body())
                .contains(invoices(owner).getFirst().number().toString());
        assertThat(invoices(owner)).hasSize(1);
        assertThat(way(visitor.post(PAGE + "/annulation", Map.of()))).isEqualTo(PAGE);
        assertThat(way(visitor.post(PAGE + "/annulation", Map.of())))
                .as("sent twice")
                .isEqualTo(PAGE);
        assertThat(invoices(owner)).hasSize(2);
        assertThat(Person.mails(owner.email())).containsOnlyOnce("company/credited");
        order(owner);
    }

    /** Each is an invoice, a credit note and two mails. */
    @Test
    void ordersAndWithdrawalsInARowComeToAnEnd() {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        visitor.get(PAGE);
        for (int i = 0; i < 10; i++) {
            assertThat(way(visitor.post(PAGE + "/small", SMALL))).isEqualTo(PAGE);
            assertThat(way(visitor.post(PAGE + "/annulation", Map.of()))).isEqualTo(PAGE);
        }
        HttpResponse<String> refused = visitor.post(PAGE + "/small", SMALL);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(invoices(owner)).hasSize(20);
    }

    /** The grid may change at midnight between the page and the click. */
    @Test
    void orderAtAPriceThatIsNotTheOneOfTodayIsRefused() {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        assertThat(visitor.get(PAGE + "/small").body()).contains("name=\"net\" value=\"35000\"");
        HttpResponse<String> other = visitor.post(PAGE + "/small", Map.of("net", "34000"));
        assertThat(other.body()).contains("BT-0326", "class=\"button\" href=\"" + PAGE + "\"");
        visitor.get(PAGE);
        assertThat(visitor.post(PAGE + "/small", Map.of()).statusCode())
                .as("no price was shown")
                .isEqualTo(400);
        assertThat(invoices(owner)).isEmpty();
        visitor.get(PAGE + "/small");
        assertThat(way(visitor.post(PAGE + "/small", Map.of("net", "35000")))).isEqualTo(PAGE);
    }

    private static String plain(String text) {
        return text.replaceAll("[\u00a0\u202f\\s]+", " ");
    }

    private static void pay(Person owner) {
        SharedServer.get()
                .bean(Invoices.class)
                .paid(
                        invoices(owner).getFirst().number(),
                        LegalCalendar.dayOf(SharedServer.get().clock().instant()),
                        "transfer",
                        "VIR",
                        "staff:test");
    }

    @Test
    void priceBudgetRestAndWhatToDoStandOnOnePage() {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        visitor.get(PAGE + "/free");
        assertThat(way(visitor.post(PAGE + "/free", Map.of("net", "0")))).isEqualTo(PAGE);
        for (String page : List.of("/pro", "/pro/consommation", PAGE)) {
            assertThat(plain(visitor.get(page)))
                    .as(page)
                    .contains("Découverte", "gratuit")
                    .contains("Il en reste 24 000 sur 24 000 ; déjà utilisé : 0.")
                    .contains("Il en reste 2 000 sur 2 000 ; déjà utilisé : 0.")
                    .contains("/aide/nouveaux-numeros")
                    .doesNotContain("Choisir une formule plus grande");
        }
        JdbcClient.create(SharedServer.get().database().owner())
                .sql("insert into accounts.guard_drawn (principal, day, numbers) values (?, ?, 1850)")
                .params(
                        owner.company(),
                        LegalCalendar.today(SharedServer.get().clock()).minusDays(30))
                .update();
        assertThat(plain(visitor.get("/pro/consommation")))
                .contains("Il en reste 150 sur 2 000 ; déjà utilisé : 1 850. Les premiers redeviennent disponibles le")
                .contains("Votre formule est presque épuisée.", "Choisir une formule plus grande")
                .as("one last day of the plan")
                .containsPattern("(?s)jusqu’au ([^<]+) inclus</p>.*Elles valent jusqu’au \\1 inclus\\.");
        JdbcClient.create(SharedServer.get().database().owner())
                .sql("update accounts.guard_drawn set numbers = 2000 where principal = ?")
                .param(owner.company())
                .update();
        assertThat(plain(visitor.get("/pro/consommation"))).contains("Votre formule est épuisée.");
    }

    @Test
    void companyWithTheLargestPlanIsSentToTheOperatorNotToALargerOne() {
        Person owner = Person.owner();
        JdbcClient rows = JdbcClient.create(SharedServer.get().database().owner());
        rows.sql("""
                        insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,
                            price_cents, ordered_at, ordered_by, starts_on, ends_on)
                        select gen_random_uuid(), ?, code, holds_from, lines_per_submission, null, price_cents, now(), 'test',
                            '2026-06-01', '2027-06-01' from accounts.plan where code = 'unlimited' and holds_to is null
                        """).param(owner.company()).update();
        rows.sql("insert into accounts.guard_drawn (principal, day, numbers) values (?, '2026-11-01', 9500000)")
                .param(owner.company())
                .update();
        assertThat(plain(owner.signedIn().get("/pro/consommation")))
                .contains("Votre formule est presque épuisée.", "Aucune formule n’est plus grande.")
                .doesNotContain("Choisir une formule plus grande");
    }

    @Test
    void agentSeesWhatIsLeftToEachOfFortyPrincipals() {
        Person owner = Person.owner();
        JdbcClient rows = JdbcClient.create(SharedServer.get().database().owner());
        rows.sql("""
                        with made as (insert into accounts.company (id, siren, name, address, representative, state, created_at)
                            select gen_random_uuid(), (910000000 + n)::text, 'Donneur ' || n, '', '', 'VERIFIED', now()
                            from generate_series(1, 40) n returning id, siren)
                        insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,
                            proposed_at, accepted_at)
                        select gen_random_uuid(), id, ?, id, siren, '2020-01-01', '2099-01-01', '2020-01-01', '2020-01-01' from made
                        """).param(owner.company()).update();
        rows.sql("""
                        insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,
                            used_lines, price_cents, ordered_at, ordered_by, starts_on, ends_on)
                        select gen_random_uuid(), id, 'small', '2021-02-01', 10000, 100000, used, 35000, now(), 'test',
                            '2026-06-01', '2027-06-01'
                        from (values ('Donneur 7', 12000), ('Donneur 9', 95000), ('Donneur 11', 100000)) as lines (client, used)
                            join accounts.company on name = client
                        """).update();
        String page = plain(owner.signedIn().get("/pro/consommation"));
        assertThat(page).contains("Ce qu’il reste à chaque donneur d’ordre");
        for (int i = 1; i <= 40; i++) {
            String[] plan = switch (i) {
                case 7 -> new String[] {"Petits fichiers", "88 000 sur 100 000", "suffisant"};
                case 9 -> new String[] {"Petits fichiers", "5 000 sur 100 000", "presque épuisé"};
                case 11 -> new String[] {"Petits fichiers", "0 sur 100 000", ">épuisé"};
                default -> new String[] {"aucune", "2 000 sur 2 000", "sans formule"};
            };
            int row = page.indexOf("Donneur " + i + "<");
            assertThat(page.substring(row, page.indexOf("</tr>", row))).contains(plan);
        }
        assertThat(page.indexOf("Donneur 7<"))
                .as("the one that needs no look")
                .isGreaterThan(page.indexOf("Donneur 40<"));
    }

    @Test
    void noPlanIsSoldWithoutLimit() {
        for (String language : List.of("fr", "en")) {
            Visitor visitor = SharedServer.visitor().speaks(language);
            assertThat(plain(visitor.get("/professionnels")))
                    .contains("24 000".replace(' ', language.equals("fr") ? ' ' : ','))
                    .contains("/aide/nouveaux-numeros")
                    .doesNotContainIgnoringCase("sans limite")
                    .doesNotContainIgnoringCase("illimité")
                    .doesNotContainIgnoringCase("unlimited")
                    .doesNotContainIgnoringCase("without limit");
        }
        assertThat(plain(SharedServer.visitor().get("/professionnels")))
                .contains("Dont nouveaux numéros par an", "10 000 000", "2 000");
        assertThat(plain(SharedServer.visitor().get("/professionnels/inscription")))
                .contains("/aide/nouveaux-numeros");
    }

    private static String plain(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body().replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static void order(Person owner) {
        Visitor visitor = owner.signedIn();
        visitor.get(PAGE + "/small");
        assertThat(way(visitor.post(PAGE + "/small", SMALL))).isEqualTo(PAGE);
    }

    private static List<Invoice> invoices(Person owner) {
        return SharedServer.get().bean(Invoices.class).of(owner.company());
    }

    private static String invoice(Person owner) {
        return "/pro/factures/" + invoices(owner).getFirst().number();
    }
}
