package org.openbloctel.registry.authority.power;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.list.guard.Budget;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.registry.list.guard.TestGuards;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.audit.PowerExamination;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service with one power of each kind, each given as the product gives it, and the owner of its database. */
final class PowerWorld {
    static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxZRusLC4wFfWJ65fNd7Gpy+qke20hn7Korz6zWER+L exemple@agence.example";

    Instant now;
    final InstantSource clock = this::now;
    final TestDatabase test = TestDatabase.create();
    final JdbcClient owner = JdbcClient.create(test.owner());
    final Server one;
    final UUID staff;
    final UUID inspector;
    final Member member;
    final Keys.Made key;
    final UUID sftpKey;
    final FeedKeys.Made feedKey;
    final UUID campaign = UUID.randomUUID();

    PowerWorld() {
        this(Instant.parse("2026-11-25T08:00:00Z"));
    }

    PowerWorld(Instant start) {
        now = start;
        one = new Server();
        staff = one.staff
                .add("Sacha Exemple", "sacha@example.org", PASSWORD, Locale.FRENCH, "system")
                .id();
        inspector = one.inspectors
                .add("Cyrille Exemple", "cyrille@example.org", PASSWORD, InspectorAccount.Rank.INSPECTOR, "system")
                .id();
        member = found("000000018", "camille@example.org");
        key = key();
        sftpKey = one.sftpKeys.add(member, "Dépôt", PUBLIC_KEY).id();
        feedKey = one.feedKeys.make(new Inspector(inspector), "Autorité d’exemple", List.of("192.0.2.0/24"));
        if (one.subscriptions.offered().stream().anyMatch(plan -> plan.code().equals("free"))) {
            one.subscriptions.order(member.company(), "free", "member:1");
        }
        one.desk.raise(member.company(), new Budget(10_000, 5_000), inMonths(6), "papiers", "staff:1");
        one.polls.approve(campaign, member.company(), new Budget(9_000, 4_000), inMonths(6), "protocole", "staff:1");
    }

    private LocalDate inMonths(int months) {
        return LegalCalendar.today(clock).plusMonths(months);
    }

    private Instant now() {
        return now;
    }

    /** A server with its memory. */
    final class Server {
        final Database database = test.database(test.accounts());
        final AuditTrail trail = new AuditTrail(database, TestDatabase.KEYS, clock);
        final Outbox outbox = new Outbox(database, clock);
        final Credentials credentials = TestCredentials.of(database, clock, trail, outbox);
        final SecondFactor factor = new SecondFactor(database, clock, trail, outbox, TestDatabase.KEYS);
        final Staff staff = new Staff(database, clock, trail, credentials);
        final Inspectors inspectors = new Inspectors(database, clock, trail, credentials, outbox);
        final Companies companies =
                new Companies(database, clock, trail, outbox, credentials, new Companies.Policy(true));
        final RegisterLetters letters =
                new RegisterLetters(database, clock, trail, companies, TestDatabase.KEYS, (company, owner) -> {});
        final Members members = new Members(database, clock, trail, outbox, credentials);
        final Keys keys = new Keys(database, clock, trail);
        final SftpKeys sftpKeys = new SftpKeys(database, clock, trail);
        final FeedKeys feedKeys = new FeedKeys(database, clock, trail);
        final Plans plans = new Plans(database);
        final Invoices invoices = new Invoices(
                database,
                clock,
                trail,
                outbox,
                new Invoice.Seller("OpenBloctel", "1 rue de l’Exemple", "000000018", "FR44000000018"));
        final Subscriptions subscriptions = new Subscriptions(database, clock, trail, plans, invoices);
        final Guard guard = TestGuards.usual(database, trail, clock, TestDatabase.KEYS);
        final GuardDesk desk = new GuardDesk(database, trail, clock, guard);
        final Polls polls = new Polls(database, trail, clock);
        final List<String> alarms = new ArrayList<>();
        final PowerWatch watch = new PowerWatch(
                database,
                trail,
                AllPowers.in(database),
                clock,
                found -> found.stream().map(Power::subject).forEach(alarms::add));

        /** The powers that are doubted after a look. */
        List<String> doubted() {
            watch.look();
            return watch.doubted().stream().map(Power::subject).sorted().toList();
        }
    }

    private Member found(String siren, String email) {
        Member owner = one.companies.found(
                new Company.Form(siren, "Téléphonie " + siren, "2 rue de l’Exemple", "Dominique Exemple"),
                new Member.Details("Camille", email, PASSWORD, Locale.FRENCH));
        VerifiedCompany.verify(one.letters, owner.company());
        SecondFactor.Offer offer = one.factor.offer(owner.id(), "OpenBloctel");
        one.factor.confirm(owner.id(), Totp.code(offer.secret(), now));
        return one.members.find(owner.id()).orElseThrow();
    }

    Keys.Made key() {
        return one.keys.make(
                member, new Keys.Wanted("Numéroteur", false, Set.of(ApiKey.Scope.CHECKS), Keys.ANYWHERE, inMonths(6)));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The doctor's findings by code and subject, with the trail alone. */
    List<String> doctor() {
        AuditTrail trail = AuditTrail.readOnly(test.database(), TestDatabase.KEYS, clock);
        Defects defects = new Defects();
        new PowerExamination(
                        new PowerWatch(test.database(), trail, AllPowers.in(test.database()), clock, unexplained -> {}))
                .run(defects);
        return defects.found().stream()
                .flatMap(found ->
                        found.subjects().stream().map(subject -> found.defect().code() + " " + subject))
                .sorted()
                .toList();
    }

    /** Statements of the owner of the database, with the ids of this world in place of their names. */
    void sql(String statements) {
        Map<String, Object> ids = Map.of(
                "staff",
                staff,
                "inspector",
                inspector,
                "member",
                member.id(),
                "company",
                member.company(),
                "key",
                key.key().id(),
                "sftp",
                sftpKey,
                "feed",
                feedKey.key().id(),
                "campaign",
                campaign);
        for (String statement : statements.split(";", -1)) {
            if (!statement.isBlank()) {
                owner.sql(statement).params(ids).update();
            }
        }
    }
}
