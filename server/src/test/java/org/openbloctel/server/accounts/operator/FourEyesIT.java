package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.list.guard.Budget;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What takes two of the operator's people, where the settings do not say that there is one. */
final class FourEyesIT {
    private static final Map<String, String> ADDRESS = Map.of("adresse", "9 rue du Répertoire\n75001 Paris");

    private static ServerFixture server;
    private static Member owner;
    private static Member payer;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.operator.two-people=true");
        owner = company("000000018");
        payer = company("000000034");
    }

    private static Member company(String siren) {
        return server.bean(Companies.class)
                .found(
                        new Company.Form(siren, "Exemple", "1 rue de l’Exemple", "Camille Exemple"),
                        new Member.Details("Camille", siren + "@example.org", "Trois chevaux gris", Locale.FRENCH));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void companyIsVerifiedByTwoPeople() {
        String account = "/operateur/comptes/" + owner.company();
        Visitor first = at(account);
        assertThat(way(first.post(account + "/verifier", ADDRESS))).isEqualTo(account);
        assertThat(state()).isEqualTo(Company.State.TO_VERIFY);
        assertThat(first.get(account).body())
                .contains("Une autre personne de l’exploitant confirme", "demandent deux personnes");
        HttpResponse<String> alone = first.post(account + "/verifier", ADDRESS);
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(alone.body()).contains("BT-0120");
        assertThat(state()).isEqualTo(Company.State.TO_VERIFY);
        Visitor second = at(account);
        assertThat(second.get(account).body()).contains("9 rue du Répertoire");
        assertThat(way(second.post(account + "/verifier", Map.of("adresse", "8 rue d’Ailleurs"))))
                .isEqualTo(account);
        assertThat(letter()).as("another address is another request").isFalse();
        assertThat(first.get(account).body()).contains("8 rue d’Ailleurs");
        assertThat(way(first.post(account + "/verifier", ADDRESS))).isEqualTo(account);
        second.get(account);
        assertThat(way(second.post(account + "/verifier", ADDRESS))).isEqualTo(account);
        assertThat(letter()).isTrue();
        assertThat(state()).as("until the code comes back").isEqualTo(Company.State.TO_VERIFY);
    }

    private static boolean letter() {
        RegisterLetters letters = server.bean(RegisterLetters.class);
        return letters.of(server.bean(Companies.class).get(owner.company())).isPresent();
    }

    @Test
    void lostSecondFactorIsTakenOffWithEvidenceByTwoPeopleADayApart() {
        Member lou = company("000000075");
        SecondFactor factor = server.bean(SecondFactor.class);
        factor.confirm(
                lou.id(),
                Totp.code(
                        factor.offer(lou.id(), "OpenBloctel").secret(),
                        server.clock().instant()));
        String account = "/operateur/comptes/" + lou.company();
        String withdrawal = account + "/facteur/" + lou.id();
        SignedIn.Staff first = server.staff();
        SignedIn.Staff second = server.staff();
        assertThat(at(account, first).post(withdrawal, Map.of("evidence", " ")).statusCode())
                .as("without evidence")
                .isEqualTo(400);
        assertThat(way(at(account, first).post(withdrawal, Map.of("evidence", "Carte vue au guichet"))))
                .isEqualTo(account);
        assertThat(at(account, second).post(withdrawal, Map.of()).body()).contains("BT-0121");
        assertThat(hasFactor(lou)).as("a day before").isTrue();
        server.clock().move(Duration.ofHours(24));
        HttpResponse<String> alone = at(account, first).post(withdrawal, Map.of());
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(alone.body()).contains("BT-0120");
        assertThat(hasFactor(lou)).as("by one person").isTrue();
        assertThat(way(at(account, second).post(withdrawal, Map.of()))).isEqualTo(account);
        assertThat(hasFactor(lou)).isFalse();
    }

    private static boolean hasFactor(Member member) {
        return server.bean(Members.class).find(member.id()).orElseThrow().secondFactor();
    }

    /** A asked for "Plomberie Durand", the owner renamed it, and B confirmed what A never saw. */
    @Test
    void companyThatItsOwnerRenamedIsVerifiedOnlyOnceBothHaveSeenItsNewName() {
        Member durand = company("000000042", "Plomberie Durand");
        String account = "/operateur/comptes/" + durand.company();
        Visitor first = at(account);
        first.post(account + "/verifier", ADDRESS);
        Visitor second = at(account);
        rename(durand, "Appels à toute heure");
        HttpResponse<String> refused = second.post(account + "/verifier", ADDRESS);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("BT-0122", "le nom, la demande", "Rouvrez la page");
        assertThat(state(durand)).isEqualTo(Company.State.TO_VERIFY);
        second.get(account);
        assertThat(way(second.post(account + "/verifier", ADDRESS))).isEqualTo(account);
        assertThat(state(durand)).as("the second one asked").isEqualTo(Company.State.TO_VERIFY);
        first.get(account);
        first.post(account + "/verifier", ADDRESS);
        assertThat(server.bean(RegisterLetters.class)
                        .of(server.bean(Companies.class).get(durand.company())))
                .isPresent();
    }

    /** The version before lets a correction through without a look at the requests; the page names what changed. */
    @Test
    void requestAboutAChangedCompanyIsShownAsVoidWithWhatChanged() {
        Member durand = company("000000059", "Plomberie Durand");
        String account = "/operateur/comptes/" + durand.company();
        Visitor first = at(account);
        first.post(account + "/verifier", ADDRESS);
        JdbcClient.create(server.database().owner())
                .sql("update accounts.company set name = 'Appels à toute heure', address = 'Ailleurs' where id = ?")
                .param(durand.company())
                .update();
        Visitor second = at(account);
        assertThat(second.get(account).body())
                .contains("ne vaut plus, car ceci a changé depuis\u00a0: l’adresse, le nom.")
                .doesNotContain(">Confirmer<");
        second.post(account + "/verifier", ADDRESS);
        assertThat(state(durand)).isEqualTo(Company.State.TO_VERIFY);
        assertThat(second.get(account).body()).contains(">Confirmer<").doesNotContain("ne vaut plus");
    }

    @Test
    void refusalAndSuspensionEndRequestsAboutACompany() {
        Member durand = company("000000067", "Plomberie Durand");
        Companies companies = server.bean(Companies.class);
        String account = "/operateur/comptes/" + durand.company();
        Visitor first = at(account);
        first.post(account + "/verifier", ADDRESS);
        first.get(account);
        first.post(account + "/refuser", Map.of("motif", "Kbis illisible"));
        assertThat(pending(Decision.Kind.VERIFICATION, durand)).isFalse();
        at(account).post(account + "/verifier", ADDRESS);
        assertThat(state(durand)).as("a first request").isEqualTo(Company.State.REFUSED);
        rename(durand, "Durand");
        assertThat(pending(Decision.Kind.VERIFICATION, durand)).isFalse();
        VerifiedCompany.verify(server.bean(RegisterLetters.class), durand.company());
        String guard = "/operateur/garde/" + durand.company();
        at(guard).post(guard + "/budget", raise(400_000));
        assertThat(pending(Decision.Kind.BUDGET, durand)).isTrue();
        companies.suspend(durand.company(), "Plaintes", "staff:test");
        assertThat(pending(Decision.Kind.BUDGET, durand)).isFalse();
        Visitor second = at(guard);
        second.post(guard + "/budget/confirmer", Map.of());
        assertThat(day(durand.company())).isLessThan(400_000);
    }

    /** An owner who says something else of a stop after a first person read it is read by both. */
    @Test
    void provenanceThatChangedAfterTheRequestIsReadByBoth() {
        UUID company = new Caller(server, "000000182", "Centre d’appels").company();
        String page = "/operateur/garde/" + company;
        stopped(company, "SUSPEND");
        explain(company);
        Visitor first = at(page);
        first.post(page + "/lever", Map.of("why", "Expliqué"));
        Visitor second = at(page);
        explain(company);
        HttpResponse<String> refused = second.post(page + "/lever", Map.of("why", "Pièces vues"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("BT-0122", "la provenance indiquée");
        assertThat(isStopped(company)).isTrue();
    }

    private static Member company(String siren, String name) {
        Member member = company(siren);
        rename(member, name);
        return member;
    }

    private static void rename(Member owner, String name) {
        Companies companies = server.bean(Companies.class);
        String siren = companies.get(owner.company()).number().siren();
        companies.correct(
                owner.company(), new Company.Form(siren, name, "1 rue de l’Exemple", "Camille Exemple"), owner.actor());
    }

    private static boolean pending(Decision.Kind kind, Member owner) {
        return server.bean(FourEyes.class).pending(kind, owner.company()).isPresent();
    }

    private static Company.State state(Member owner) {
        return server.bean(Companies.class).get(owner.company()).state();
    }

    @Test
    void stopIsLiftedByTwoPeople() {
        UUID company = owner.company();
        server.database()
                .database()
                .runInAccounts(() -> Submissions.exits(server.database().database(), server.clock())
                        .close(company));
        String lift = "/operateur/depots/arrets/" + company + "/lever";
        Visitor first = at("/operateur/depots");
        first.post(lift, Map.of());
        assertThat(first.post(lift, Map.of()).body()).contains("BT-0120");
        assertThat(server.bean(Submissions.class).stoppedSince(company)).isPresent();
        Visitor second = at("/operateur/depots");
        assertThat(second.get("/operateur/depots").body()).contains(">Confirmer<");
        second.post(lift, Map.of());
        assertThat(server.bean(Submissions.class).stoppedSince(company)).isEmpty();
    }

    /** The second person confirms the figures of the first, and no others. */
    @Test
    void digitsOfAPollAreApprovedByTwoPeople() {
        UUID company = owner.company();
        Campaign poll = server.bean(Campaigns.class)
                .declare(
                        company,
                        "test",
                        new Campaigns.Terms(
                                null,
                                "Baromètre",
                                Sector.POLL,
                                Campaign.Exemption.POLL,
                                "Commande",
                                LocalDate.parse("2026-01-02"),
                                LocalDate.parse("2026-12-31")));
        String page = "/operateur/garde/sondages/" + poll.id();
        Visitor first = at(page);
        first.post(
                page + "/approuver",
                Map.of("total", "50000", "perDay", "10000", "until", "2026-12-31", "papers", "Méthode"));
        assertThat(server.bean(Polls.class).of(poll.id())).isEmpty();
        first.get(page);
        assertThat(first.post(page + "/confirmer", Map.of()).body()).contains("BT-0120");
        Visitor second = at(page);
        assertThat(second.get(page).body()).contains("Approbation demandée", "Méthode");
        second.post(
                page + "/approuver",
                Map.of("total", "9000000", "perDay", "900000", "until", "2026-12-31", "papers", "Autre"));
        assertThat(server.bean(Polls.class).of(poll.id()))
                .as("it is no confirmation")
                .isEmpty();
        second.get(page);
        second.post(page + "/confirmer", Map.of());
        assertThat(server.bean(Polls.class).of(poll.id()))
                .hasValueSatisfying(approved -> assertThat(approved.budget()).isEqualTo(new Budget(50_000, 10_000)));
    }

    @Test
    void aFarRaiseTakesTwoPeopleAndANearOneDoesNot() {
        UUID company = owner.company();
        String page = "/operateur/garde/" + company;
        Visitor first = at(page);
        first.post(page + "/budget", raise(100_000));
        assertThat(day(company)).isEqualTo(100_000);
        first.get(page);
        first.post(page + "/budget", raise(300_001));
        assertThat(day(company)).isEqualTo(100_000);
        first.get(page);
        assertThat(first.post(page + "/budget/confirmer", Map.of()).body()).contains("BT-0120");
        Visitor second = at(page);
        assertThat(second.get(page).body()).contains("Relèvement demandé").containsPattern("300.001");
        second.post(page + "/budget/confirmer", Map.of());
        assertThat(day(company)).isEqualTo(300_001);
        first.get(page);
        first.post(page + "/budget", raise(400_000));
        first.get(page);
        first.post(page + "/budget/retirer", Map.of());
        second.get(page);
        second.post(page + "/budget/confirmer", Map.of());
        assertThat(day(company)).as("it was withdrawn").isEqualTo(300_001);
    }

    private static Map<String, String> raise(int day) {
        return Map.of("year", "2000000", "perDay", Integer.toString(day), "until", "2027-06-30", "papers", "Contrat");
    }

    private static long day(UUID company) {
        return server.bean(GuardDesk.class).standing(company).budget().day();
    }

    /** A company that was stopped again within a month, and its file. */
    @Test
    void fileOfACompanyThatHasToShowProvenanceIsReleasedByTwoPeople() {
        Caller caller = new Caller(server, "000000141", "Récidiviste").withPlan(2_000, 100_000);
        JdbcClient.create(server.database().owner())
                .sql("insert into accounts.guard_stop (id, company, step, at, actor, signs)"
                        + " values (gen_random_uuid(), ?, 'PROVENANCE', now(), 'key:1', 'EVEN 100')")
                .param(caller.company())
                .update();
        assertThat(server.visitor(caller.owner(true)).get("/pro/provenance").body())
                .contains("Deux personnes de l’exploitant lisent votre réponse");
        Program program = new Program(server.address(), caller.key("obl_live_recidiv00001", "submissions"));
        JsonNode file = program.settled(Program.json(program.submit("retenu.csv", "", Program.bytes("0639980301\n")))
                .get("id")
                .asString());
        assertThat(file.get("state").asString()).isEqualTo("HELD");
        UUID id = UUID.fromString(file.get("id").asString());
        String release = "/operateur/depots/" + id + "/liberer";
        Visitor first = at("/operateur/depots");
        first.post(release, Map.of("motif", "Contrat vu"));
        assertThat(server.bean(HeldFiles.class).list(10)).hasSize(1);
        assertThat(first.post(release, Map.of("motif", "Contrat vu")).body()).contains("BT-0120");
        Visitor second = at("/operateur/depots");
        assertThat(second.get("/operateur/depots").body()).contains("Libération demandée", "Contrat vu");
        second.post(release, Map.of("motif", "Contrat relu"));
        assertThat(server.bean(HeldFiles.class).list(10)).isEmpty();
    }

    /** The ladder: one person lifts a hold; a suspension takes the company's provenance and two. */
    @Test
    void holdIsLiftedByOnePersonAndASuspensionByTwo() {
        UUID company = owner.company();
        String page = "/operateur/garde/" + company;
        stopped(company, "HOLD");
        Visitor first = at(page);
        first.post(page + "/lever", Map.of("why", "Expliqué"));
        assertThat(isStopped(company)).isFalse();
        stopped(company, "SUSPEND");
        first.get(page);
        assertThat(first.post(page + "/lever", Map.of("why", "Expliqué")).body())
                .contains("un responsable de l’entreprise dit d’abord");
        explain(company);
        first.get(page);
        assertThat(first.post(page + "/lever", Map.of("why", "Expliqué")).statusCode())
                .isEqualTo(302);
        assertThat(isStopped(company)).isTrue();
        first.get(page);
        assertThat(first.post(page + "/lever", Map.of("why", "Expliqué")).body())
                .contains("autre personne");
        assertThat(isStopped(company)).isTrue();
        Visitor second = at(page);
        second.post(page + "/lever", Map.of("why", "Pièces vues"));
        assertThat(isStopped(company)).isFalse();
    }

    /** What one person asked for is lifted, and no stop that came since. */
    @Test
    void stopThatCameAfterTheRequestTakesTwoPeopleAnew() {
        UUID company = new Caller(server, "000000158", "Centre d’appels").company();
        String page = "/operateur/garde/" + company;
        stopped(company, "SUSPEND", new Caller(server, "000000166", "Client un").company());
        explain(company);
        Visitor first = at(page);
        first.post(page + "/lever", Map.of("why", "Expliqué"));
        stopped(company, "SUSPEND", new Caller(server, "000000174", "Client deux").company());
        explain(company);
        Visitor second = at(page);
        assertThat(second.get(page).body()).doesNotContain("Expliqué");
        second.post(page + "/lever", Map.of("why", "Pièces vues"));
        assertThat(server.bean(Stops.class).of(company)).hasSize(2);
        first.get(page);
        first.post(page + "/lever", Map.of("why", "Tout vu"));
        assertThat(server.bean(Stops.class).of(company)).isEmpty();
    }

    private static void explain(UUID company) {
        server.bean(Stops.class)
                .of(company)
                .forEach(stop -> server.bean(StopProvenances.class)
                        .give(company, stop.id().toString(), "Nos clients depuis 2019", "", "member:1"));
    }

    private static void stopped(UUID company, String step, UUID principal) {
        JdbcClient.create(server.database().owner())
                .sql("insert into accounts.guard_stop (id, company, principal, whole, step, at, actor, signs)"
                        + " values (gen_random_uuid(), ?, ?, false, ?, now(), 'key:1', 'EVEN 100')")
                .params(company, principal, step)
                .update();
    }

    private static boolean isStopped(UUID company) {
        return server.bean(Stops.class).since(company, company).isPresent();
    }

    private static void stopped(UUID company, String step) {
        JdbcClient.create(server.database().owner())
                .sql("""
                        insert into accounts.guard_stop (id, company, step, at, actor, signs)
                        values (gen_random_uuid(), ?, ?, timestamptz '2026-11-24 14:00:00Z', 'key:1', 'NEIGHBOURS 40 %')
                        """)
                .params(company, step)
                .update();
    }

    @Test
    void largePaymentIsNotedByTwoPeopleAndASmallOneByOne() {
        VerifiedCompany.verify(server.bean(RegisterLetters.class), payer.company());
        String large = ordered("unlimited");
        Visitor first = at(large);
        assertThat(first.get(large).body()).contains("un paiement demande deux personnes de l’exploitant");
        Map<String, String> form = Map.of("receivedOn", "2026-11-24", "reference", "VIR 42");
        assertThat(way(first.post(large, form))).isEqualTo(large);
        assertThat(paid(large)).isFalse();
        assertThat(first.get(large).body())
                .contains("24\u00a0novembre 2026 VIR 42. À confirmer d’après le relevé.", ">Confirmer<")
                .contains("Une autre personne de l’exploitant confirme");
        HttpResponse<String> alone = first.post(large, form);
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(alone.body()).contains("BT-0120");
        assertThat(paid(large)).isFalse();
        assertThat(way(at(large).post(large, Map.of("receivedOn", "2026-11-24", "reference", "VIR 43"))))
                .as("what the second person typed is not what the first did")
                .isEqualTo(large);
        assertThat(paid(large)).isFalse();
        first.get(large);
        assertThat(way(first.post(large, Map.of("receivedOn", "2026-11-24", "reference", "VIR 43"))))
                .isEqualTo("/operateur/paiements");
        assertThat(paid(large)).isTrue();
        assertThat(first.post(large, form).body()).contains("BT-0331");
        payer = company("000000026");
        VerifiedCompany.verify(server.bean(RegisterLetters.class), payer.company());
        String small = ordered("small");
        Visitor one = at(small);
        assertThat(one.get(small).body()).doesNotContain("deux personnes");
        assertThat(way(one.post(small, form))).isEqualTo("/operateur/paiements");
        assertThat(paid(small)).isTrue();
    }

    private static String ordered(String plan) {
        server.bean(Subscriptions.class).order(payer.company(), plan, payer.actor());
        return "/operateur/paiements/"
                + server.bean(Invoices.class).of(payer.company()).getFirst().number();
    }

    private static boolean paid(String page) {
        return !server.bean(Invoices.class)
                .find(Invoice.Serial.parse(page.substring(page.lastIndexOf('/') + 1))
                        .orElseThrow())
                .open();
    }

    /** One of the operator's people, each call another one. */
    private static Visitor at(String page) {
        return at(page, server.staff());
    }

    private static Visitor at(String page, SignedIn.Staff staff) {
        Visitor visitor = server.visitor(staff);
        assertThat(visitor.get(page).statusCode()).isEqualTo(200);
        return visitor;
    }

    private static Company.State state() {
        return server.bean(Companies.class).get(owner.company()).state();
    }
}
