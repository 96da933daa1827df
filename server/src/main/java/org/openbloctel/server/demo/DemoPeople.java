package org.openbloctel.server.demo;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.accounts.company.RegisterLetter;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The demo's companies and their people, the registry's operator, and two inspectors: a company, another one that calls for it, and one that is
 * sanctioned, with plans that are paid, keys, second factors. All of them are invented; the company numbers are none that was ever given.
 */
final class DemoPeople {
    static final String PRINCIPAL_SIREN = "000 000 018";
    static final String AGENT_SIREN = "000 000 026";
    private static final String SANCTIONED_SIREN = "000 000 042";
    private static final String ADDRESS = "2 quai de l’Exemple\n00000 Démonstration";
    private static final String PLAN = "large";

    private static final String SYSTEM = "system";
    private static final String CONSONANTS = "bdfgklmnprstv";
    private static final String VOWELS = "aeiou";
    private static final int SYLLABLES = 12;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Companies companies;
    private final RegisterLetters letters;
    private final Members members;
    private final Mandates mandates;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final Keys keys;
    private final Staff staff;
    private final Inspectors inspectors;
    private final SecondFactor factors;

    DemoPeople(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys master) {
        Credentials credentials = new Credentials(database, clock, audit, outbox);
        Invoice.Seller seller = new Invoice.Seller(
                "OpenBloctel (démonstration)", "1 rue de l’Essai\n00000 Démonstration", "000 000 034", "–");
        this.clock = clock;
        this.companies = new Companies(database, clock, audit, outbox, credentials, new Companies.Policy(true));
        this.letters = new RegisterLetters(database, clock, audit, companies, master, (company, owner) -> {});
        this.members = new Members(database, clock, audit, outbox, credentials);
        this.mandates = new Mandates(database, clock, audit, outbox);
        this.invoices = new Invoices(database, clock, audit, outbox, seller);
        this.subscriptions = new Subscriptions(database, clock, audit, new Plans(database), invoices);
        this.keys = new Keys(database, clock, audit);
        this.staff = new Staff(database, clock, audit, credentials);
        this.inspectors = new Inspectors(database, clock, audit, credentials, outbox);
        this.factors = new SecondFactor(database, clock, audit, outbox, master);
    }

    /** Makes them all. */
    Made make() {
        List<DemoAccount> accounts = new ArrayList<>();
        Member owner = company(
                accounts,
                new Company.Form(PRINCIPAL_SIREN, "Fenêtres de la Rade (fictif)", ADDRESS, "Alix Morel"),
                "alix.morel@fenetres.example");
        member(accounts, owner, Member.Role.OPERATOR, "Sacha Petit", "sacha.petit@fenetres.example");
        member(accounts, owner, Member.Role.AUDITOR, "Dominique Roux", "dominique.roux@fenetres.example");
        Member agent = company(
                accounts,
                new Company.Form(AGENT_SIREN, "Centre d’appels du Phare (fictif)", ADDRESS, "Noa Lambert"),
                "noa.lambert@phare.example");
        Member sanctioned = company(
                accounts,
                new Company.Form(SANCTIONED_SIREN, "Soleil du Cap (fictif)", ADDRESS, "Camille Garnier"),
                "camille.garnier@soleil.example");
        mandate(owner, agent);
        key(owner, "Ancien logiciel", false, Period.ofWeeks(2)); // its end is among those of the coming days
        UUID staff = operator(accounts);
        UUID inspector = inspector(accounts, "Cyrille Vasseur", "cyrille.vasseur@controle.example");
        UUID second = inspector(accounts, "Ambre Faucher", "ambre.faucher@controle.example");
        return new Made(
                owner,
                agent,
                sanctioned,
                inspector,
                second,
                staff,
                accounts,
                key(owner, "Démonstration", false, Keys.MAX_LIFE),
                key(owner, "Essais", true, Keys.MAX_LIFE));
    }

    private Member company(List<DemoAccount> accounts, Company.Form form, String email) {
        String password = password();
        Member.Details first = new Member.Details(form.representative(), email, password, Locale.FRENCH);
        Member owner = companies.found(form, first);
        accounts.add(new DemoAccount("owner", email, password, secondFactor(owner.id())));
        verify(owner);
        subscriptions.order(owner.company(), PLAN, SYSTEM);
        LocalDate today = LegalCalendar.today(clock);
        for (Invoice invoice : invoices.of(owner.company())) {
            invoices.paid(invoice.number(), today, "transfer", "demo", SYSTEM);
        }
        return members.find(owner.id()).orElseThrow();
    }

    /** Reached by a letter, as every company is. */
    private void verify(Member owner) {
        letters.approve(owner.company(), ADDRESS, SYSTEM);
        RegisterLetter.Printed printed = letters.print(owner.company(), SYSTEM);
        letters.posted(owner.company(), printed.letter().id(), SYSTEM);
        letters.enter(owner.company(), printed.code(), owner.actor());
    }

    private void member(List<DemoAccount> accounts, Member owner, Member.Role role, String person, String email) {
        String password = password();
        Member member = members.add(owner.company(), role, new Member.Details(person, email, password, Locale.FRENCH));
        String name = role.name().toLowerCase(Locale.ROOT);
        accounts.add(new DemoAccount(name, email, password, secondFactor(member.id())));
    }

    private UUID operator(List<DemoAccount> accounts) {
        String password = password();
        String email = "exploitation@openbloctel.example";
        UUID id = staff.add("Sacha Girard", email, password, Locale.FRENCH, SYSTEM)
                .id();
        accounts.add(new DemoAccount("registry-operator", email, password, secondFactor(id)));
        return id;
    }

    private UUID inspector(List<DemoAccount> accounts, String name, String email) {
        String password = password();
        UUID id = inspectors
                .add(name, email, password, InspectorAccount.Rank.HEAD, SYSTEM)
                .id();
        accounts.add(new DemoAccount("inspector", email, password, secondFactor(id)));
        return id;
    }

    private void mandate(Member principal, Member agent) {
        LocalDate today = LegalCalendar.today(clock);
        Mandate proposed = mandates.propose(
                principal, new Mandate.Terms(Mandate.Side.PRINCIPAL, AGENT_SIREN, today, today.plusYears(1)));
        mandates.accept(agent, proposed.id());
    }

    private String key(Member owner, String name, boolean test, Period life) {
        List<String> networks = test ? List.of() : Keys.ANYWHERE;
        LocalDate end = LegalCalendar.today(clock).plus(life);
        return keys.make(owner, new Keys.Wanted(name, test, Set.of(ApiKey.Scope.values()), networks, end))
                .text();
    }

    /** Confirmed by the code before the one that is valid now: that one is left for the first sign-in. */
    private String secondFactor(UUID id) {
        SecondFactor.Offer offer = factors.offer(id, "OpenBloctel demo");
        factors.confirm(id, Totp.code(offer.secret(), clock.instant().minusSeconds(Totp.STEP_SECONDS)));
        return offer.letters();
    }

    /** Four words that can be said, and a digit. */
    private String password() {
        StringBuilder password = new StringBuilder();
        for (int syllable = 0; syllable < SYLLABLES; syllable++) {
            password.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
            password.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
            password.append(syllable % 3 == 2 ? "-" : "");
        }
        return password.append(random.nextInt(10)).toString();
    }

    /**
     * Who was made.
     *
     * @param owner of the first company
     * @param agent the owner of the call centre
     * @param sanctioned the owner of the company with a sanction
     * @param inspector the inspector who moves the sample complaints
     * @param secondInspector the one who confirms a decision
     * @param staff the operator's person
     * @param apiKey a key of the first company
     * @param testKey its test key
     */
    record Made(
            Member owner,
            Member agent,
            Member sanctioned,
            UUID inspector,
            UUID secondInspector,
            UUID staff,
            List<DemoAccount> accounts,
            String apiKey,
            String testKey) {}

    /**
     * How to sign in as a sample person.
     *
     * @param role what they are
     * @param password null where a link in a mail signs in
     * @param totpSecret for an authenticator, in base 32; null where there is no second factor
     */
    record DemoAccount(
            String role,
            String email,
            @Nullable String password,
            @Nullable String totpSecret) {}
}
