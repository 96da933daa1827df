package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Plans: two of the operator's people change a price and verify a company, which changes to a larger plan in the middle of its year. */
final class PlansBrowserIT extends BrowserJourney {
    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress("openbloctel.operator.two-people=true"));
    }

    @Test
    void priceIsProposedByOnePersonAndConfirmedByAnother() {
        SignedIn sacha = server.staff();
        SignedIn lou = server.staff();
        try (Window first = open(Look.WIDE, sacha);
                Window second = open(Look.WIDE.narrow().byKeyboard(), lou)) {
            first.go("/operateur/formules");
            first.sees("Aucun changement n’est prévu").examineEveryWay("operator-plans");
            first.press("Proposer").examineEveryWay("operator-plans-wrong");
            first.go("/operateur/formules?formule=medium");
            assertThat(first.typed("Prix annuel HT")).isEqualTo("5000");
            first.fill("À partir du", "2027-01-01").fill("Prix annuel HT", "5 500");
            first.fill("Texte", "Arrêté d’essai du 1er décembre").press("Proposer");
            first.sees("La demande est notée").sees("Vous avez fait cette proposition");
            first.examineEveryWay("operator-plans-own");
            second.go("/operateur/formules");
            second.sees("Fichiers moyens : nouvelle version à partir du 1er janvier 2027")
                    .sees("1 375 000");
            second.examineEveryWay("operator-plans-waiting");
            second.press("Confirmer Fichiers moyens").sees("Le changement est enregistré");
            second.examineEveryWay("operator-plans-coming");
            second.unfold("Anciennes versions").examineWideAndNarrow("operator-plans-former");
            first.go("/operateur/formules?formule=small");
            first.fill("À partir du", "2027-02-01").choose("La formule ne peut plus être commandée");
            first.fill("Texte", "Décision d’essai").press("Proposer");
            first.sees("plus de commande à partir du 1er février 2027").examineWideAndNarrow("operator-plans-end");
            first.press("Retirer ma proposition Petits fichiers").sees("La proposition est refusée");
        }
    }

    /** A company is verified by two people, who both see the name that it has. */
    @Test
    void renamedCompanyIsNotVerifiedByARequestAboutItsFormerName() {
        Companies companies = server.bean(Companies.class);
        Member owner = companies.found(
                form("Plomberie Durand"),
                new Member.Details("Lou", "lou@example.org", "Trois chevaux gris", Locale.FRENCH));
        String account = "/operateur/comptes/" + owner.company();
        try (Window first = open(Look.WIDE, server.staff());
                Window second = open(Look.WIDE, server.staff());
                Window third = open(Look.WIDE, server.staff())) {
            first.go(account);
            approve(first).sees("La demande est notée");
            second.go(account);
            third.go(account);
            companies.correct(owner.company(), form("Appels à toute heure"), owner.actor());
            second.press("Confirmer").sees("Ce qui était affiché a changé").examineWideAndNarrow("account-changed");
            third.press("Confirmer").sees("le nom, la demande");
            second.go(account);
            approve(second).sees("La demande est notée");
            JdbcClient.create(server.database().owner())
                    .sql("update accounts.company set address = 'Ailleurs' where id = ?")
                    .param(owner.company())
                    .update();
            first.go(account);
            first.sees("ne vaut plus, car ceci a changé depuis").examineEveryWay("account-void-request");
        }
    }

    private static Window approve(Window window) {
        return window.fill("Adresse au répertoire Sirene", "9 rue du Répertoire\n75001 Paris")
                .press("Valider les pièces et préparer la lettre");
    }

    private static Company.Form form(String name) {
        return new Company.Form("000000026", name, "1 rue de l’Exemple", "Camille Exemple");
    }

    @Test
    void companyChangesToALargerPlanAndWithdrawsAnotherOrder() {
        Member owner = server.bean(Companies.class)
                .found(
                        new Company.Form("000000018", "Appels de l’Exemple", "1 rue de l’Exemple", "Camille Exemple"),
                        new Member.Details("Camille", "camille@example.org", "Trois chevaux gris", Locale.FRENCH));
        VerifiedCompany.verify(server.bean(RegisterLetters.class), owner.company());
        SecondFactor factor = server.bean(SecondFactor.class);
        byte[] secret = factor.offer(owner.id(), "OpenBloctel").secret();
        factor.confirm(owner.id(), Totp.code(secret, server.clock().instant()));
        server.bean(Subscriptions.class).order(owner.company(), "small", owner.actor());
        pay(owner);
        try (Window window =
                open(Look.WIDE, new SignedIn.Member(owner.id(), owner.company(), SignedIn.Role.OWNER, true))) {
            window.go("/pro/formule");
            window.sees("Passer à cette formule").examineEveryWay("plan-upgrades");
            window.follow("Passer à cette formule Fichiers moyens").examineEveryWay("plan-upgrade");
            window.press("Commander, avec obligation de paiement").sees("La commande est enregistrée");
            window.examineEveryWay("plan-upgrade-ordered");
            window.follow("Annuler cette commande").examineWideAndNarrow("plan-withdraw");
            window.press("Annuler la commande").sees("La commande est annulée");
            window.follow("Passer à cette formule Grands fichiers");
            window.press("Commander, avec obligation de paiement");
            pay(owner);
            window.go("/pro/formule");
            window.sees("Grands fichiers").examineWideAndNarrow("plan-upgraded");
        }
        try (Window window = open(
                Look.WIDE.english().narrow(),
                new SignedIn.Member(owner.id(), owner.company(), SignedIn.Role.OWNER, true))) {
            window.go("/pro/formule");
            window.follow("Change to this plan Very large files").examineEveryWay("plan-upgrade-english");
        }
    }

    private static void pay(Member owner) {
        Invoices invoices = server.bean(Invoices.class);
        List<Invoice> all = invoices.of(owner.company());
        invoices.paid(
                all.getFirst().number(),
                LegalCalendar.dayOf(server.clock().instant()),
                "transfer",
                "VIR",
                "staff:test");
    }
}
