package org.openbloctel.registry.accounts.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** All that companies stand on, over a database of its own, at an hour that the test sets. */
final class CompanyWorld {
    static final String PASSWORD = "Trois chevaux gris dans un pré";
    /** No company has these: INSEE gives none that begin with zeros. */
    static final List<String> SIRENS = List.of(
            "000000018",
            "000000026",
            "000000034",
            "000000042",
            "000000059",
            "000000067",
            "000000075",
            "000000083",
            "000000091",
            "000000109",
            "000000117",
            "000000125");

    private static final MasterKeys MASTER = MasterKeys.generate();

    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), this::now);
    final Outbox outbox = new Outbox(database, this::now);
    final Credentials credentials = TestCredentials.of(database, this::now, audit, outbox);
    final SecondFactor secondFactor = new SecondFactor(database, this::now, audit, outbox, MasterKeys.generate());
    final Companies companies =
            new Companies(database, this::now, audit, outbox, credentials, new Companies.Policy(true));
    /** Claims that went to the operator. */
    final List<UUID> claimed = new ArrayList<>();

    final RegisterLetters letters = new RegisterLetters(
            database, this::now, audit, companies, MASTER, (company, owner) -> claimed.add(company.id()));
    final Members members = new Members(database, this::now, audit, outbox, credentials);
    final Keys keys = new Keys(database, this::now, audit);
    final Mandates mandates = new Mandates(database, this::now, audit, outbox);
    final Plans plans = new Plans(database);
    final Invoices invoices = new Invoices(
            database,
            this::now,
            audit,
            outbox,
            new Invoice.Seller("OpenBloctel", "1 rue de l’Exemple\n75001 Paris", "000000018", "FR44000000018"));
    final Subscriptions subscriptions = new Subscriptions(database, this::now, audit, plans, invoices);
    final Quotas quotas = new Quotas(database, this::now);

    private final AtomicInteger count = new AtomicInteger();

    private Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Company.Form form(String number) {
        return new Company.Form(number, "Téléphonie " + number, "2 rue de l’Exemple\n69001 Lyon", "Dominique Exemple");
    }

    /** The owner of a new company, each with a SIREN of its own. */
    Member founded() {
        int n = count.getAndIncrement();
        return companies.found(
                form(SIRENS.get(n)),
                new Member.Details("Camille " + n, "camille" + n + "@example.org", PASSWORD, Locale.FRENCH));
    }

    /** The same, verified by the operator. */
    Member verified() {
        Member owner = founded();
        VerifiedCompany.verify(letters, owner.company());
        return owner;
    }

    /** The member with a second factor set up. */
    Member secured(Member member) {
        SecondFactor.Offer offer = secondFactor.offer(member.id(), "OpenBloctel");
        secondFactor.confirm(member.id(), Totp.code(offer.secret(), now));
        return members.find(member.id()).orElseThrow();
    }

    /** The mails that were sent since the last time. */
    List<Outbox.Message> mails() {
        return outbox.take(100).stream().map(Outbox.Taken::message).toList();
    }

    /** How many mails of a template there were. */
    int sent(String template) {
        return database.accounts()
                .sql("select count(*) from accounts.outbox where template = ?")
                .param(template)
                .query(Integer.class)
                .single();
    }

    /** The token in the latest mail. */
    String token() {
        return String.valueOf(mails().getLast().parameters().get("token"));
    }
}
