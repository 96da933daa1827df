package org.openbloctel.registry.authority.casefile;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Cases on a database of their own, with letters that are plain text, and a clock that is set by hand. */
final class CaseWorld {
    static final Inspector FIRST = new Inspector(UUID.randomUUID());
    static final Inspector SECOND = new Inspector(UUID.randomUUID());
    private static final URI PORTAL = URI.create("https://oppose.example/");

    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    Instant now = Instant.parse("2026-11-25T17:00:00Z");
    /** Moves on by a microsecond each time it is read, so that what follows is later. */
    private final InstantSource clock = () -> {
        now = now.plus(1, ChronoUnit.MICROS);
        return now;
    };

    private final MasterKeys keys = MasterKeys.generate();
    final Outbox outbox = new Outbox(database, clock);
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final Consumers consumers =
            new Consumers(database, outbox, audit, clock, new ConsumerSettings(PORTAL, false));
    private final Complaints.Needs filing = new Complaints.Needs(database, clock, audit, outbox, consumers);
    final Complaints complaints = new Complaints(filing, keys, LawBook.france(), PORTAL);
    final InspectorDesk desk = new InspectorDesk(filing, keys, PORTAL);
    final CaseRegister register =
            new CaseRegister(new CaseRegister.Needs(database, clock, audit, outbox, keys), LawBook.france(), PORTAL);
    private final Cases.Letters letters = new Plain();
    final Cases cases = new Cases(register, desk, letters);
    final CaseDecisions decisions = new CaseDecisions(register, desk, letters);
    final CompanyCases procedures = new CompanyCases(register);

    final CaseWorklist worklist = new CaseWorklist(register);
    private int calls;

    CaseWorld() {
        insert(FIRST, null);
        insert(SECOND, null);
    }

    /** Somebody who becomes an inspector now. */
    Inspector inspector(@Nullable Inspector invitedBy) {
        Inspector made = new Inspector(UUID.randomUUID());
        insert(made, invitedBy);
        return made;
    }

    private void insert(Inspector one, @Nullable Inspector invitedBy) {
        database.accounts()
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'INSPECTOR', ?, 'fr', '', now())")
                .params(one.id(), one.id() + "@example.org")
                .update();
        database.accounts()
                .sql("insert into accounts.inspector (id, name, rank, since, invited_by)"
                        + " values (:id, 'Cyrille', 'INSPECTOR', :since, cast(:by as uuid))")
                .param("id", one.id())
                .param("since", now.atOffset(ZoneOffset.UTC))
                .param("by", invitedBy == null ? null : invitedBy.id())
                .update();
    }

    /** A verified company with an owner. */
    UUID company(String siren, String name) {
        UUID id = UUID.randomUUID();
        SampleCompany.insert(database.accounts(), id, siren, name);
        UUID owner = UUID.randomUUID();
        database.accounts()
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'MEMBER', ?, 'fr', '', now())")
                .params(owner, siren + "@example.org")
                .update();
        database.accounts()
                .sql("insert into accounts.member (id, company, name, role, joined_at)"
                        + " values (?, ?, 'Camille', 'OWNER', now())")
                .params(owner, id)
                .update();
        return id;
    }

    /** A complaint about one call in the evening, attributed to a company. */
    Complaints.Filed complaint(UUID company) {
        Complaints.Filed filed = file("06 39 98 12 " + (10 + calls++), "2026-11-24T20:30:00Z");
        desk.attribute(FIRST, filed.id(), company);
        return filed;
    }

    /** A complaint about calls to a number from the same caller; those that share a call with another one join it. */
    Complaints.Filed file(String number, String... calls) {
        Filing one = new Filing(
                PhoneNumber.read(number),
                CallingNumber.read("01 99 00 34 56").orElseThrow(),
                Stream.of(calls).map(Instant::parse).toList(),
                0,
                Subject.INSURANCE,
                false,
                null,
                null,
                List.of(),
                new Filing.Words("", "", ""));
        return complaints.file(one, "192.0.2.7");
    }

    /** Follows a complaint by mail, with an address that is proved. */
    void follow(Complaints.Filed filed, String email) {
        complaints.follow(filed.id(), email, Locale.FRENCH);
        for (Outbox.Taken taken : outbox.take(1_000)) {
            String link = taken.message().parameters().getOrDefault("link", "");
            if (taken.message().template().equals("complaint/follow")) {
                complaints.prove(link.substring(link.indexOf('=') + 1));
            }
            outbox.sent(taken);
        }
    }

    Complaint seen(Complaints.Filed filed) {
        return complaints.shown(complaints.token(filed.id()));
    }

    static Alleged alleged() {
        return new Alleged(
                "Appels du soir.",
                List.of("calling-hours"),
                Alleged.Person.LEGAL,
                7_500,
                100,
                LocalDate.of(2026, 11, 2));
    }

    /** A case whose letter was sent. */
    UUID notified(UUID company) {
        UUID id = cases.open(FIRST, company, List.of(complaint(company).id()));
        cases.allege(FIRST, id, alleged());
        cases.notify(FIRST, id, 30);
        return id;
    }

    /** A fine of 5,000 € that is published for a year, proposed by the first inspector. */
    UUID proposed(UUID id) {
        LocalDate until = LocalDate.of(2027, 12, 31);
        decisions.propose(
                FIRST,
                id,
                new CaseDecision.Proposal(CaseDecision.Outcome.SANCTIONED, 500_000, until, "Faits établis."));
        return cases.read(FIRST, id).proposed().orElseThrow().id();
    }

    /** Takes the templates of the mails that wait. */
    List<String> mails() {
        return messages().stream().map(Outbox.Message::template).toList();
    }

    /** Takes the mails that wait. */
    List<Outbox.Message> messages() {
        List<Outbox.Message> messages = new ArrayList<>();
        for (Outbox.Taken taken : outbox.take(1_000)) {
            messages.add(taken.message());
            outbox.sent(taken);
        }
        return messages;
    }

    /** Makes an inspector a head. */
    void promote(Inspector one) {
        database.accounts()
                .sql("update accounts.inspector set rank = 'HEAD' where id = ?")
                .param(one.id())
                .update();
    }

    /** Removes an inspector. */
    void remove(Inspector one) {
        database.accounts()
                .sql("delete from accounts.credential where id = ?")
                .param(one.id())
                .update();
    }

    /** Letters that only name what they are about. */
    private static final class Plain implements Cases.Letters {
        @Override
        public byte[] notice(CaseView view, LocalDate answerUntil) {
            String text = "notice " + view.arithmetic().cents() + " " + answerUntil;
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] decision(CaseView view, CaseDecision decision) {
            return ("decision " + decision.outcome()).getBytes(StandardCharsets.UTF_8);
        }
    }
}
