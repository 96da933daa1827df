package org.openbloctel.server.authority.casefile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.authority.casefile.CaseDecision;
import org.openbloctel.registry.authority.casefile.CaseDecisions;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.OtherAuthority;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Complaints, cases and sanctions against a company, made as inspectors make them. */
public final class SampleCase {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ServerFixture at;
    private final Inspector inspector = new Inspector(UUID.randomUUID());

    /** On this server. */
    public SampleCase(ServerFixture at) {
        this.at = at;
    }

    /** A complaint about one call of an hour ago, each of another minute, attributed to a company. */
    public Complaints.Filed complaint(String number, UUID company) {
        Instant call = at.clock()
                .instant()
                .minus(HOUR)
                .minus(COUNT.getAndIncrement(), ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.MINUTES);
        Complaints.Filed filed = file(number, call);
        at.bean(InspectorDesk.class).attribute(inspector, filed.id(), company);
        return filed;
    }

    /** A complaint about the call of an earlier one, which it joins, and about a call a minute later. */
    public Complaints.Filed joining(String number, Complaints.Filed earlier) {
        Complaints complaints = at.bean(Complaints.class);
        Instant shared =
                complaints.shown(complaints.token(earlier.id())).calls().getFirst();
        return file(number, shared, shared.plusSeconds(60));
    }

    /** A complaint about calls, which joins an earlier one that shares one of them. */
    Complaints.Filed file(String number, Instant... calls) {
        Filing filing = new Filing(
                PhoneNumber.read(number),
                CallingNumber.read("01 99 00 77 88").orElseThrow(),
                List.of(calls),
                0,
                Subject.INSURANCE,
                false,
                false,
                null,
                List.of(),
                new Filing.Words("", "Une mutuelle, <b>à moitié prix</b>.", ""));
        return at.bean(Complaints.class).file(filing, null);
    }

    /** A complaint about a call of the day before that leaves every question open, attributed to a company. */
    Complaints.Filed unanswered(String number, UUID company) {
        Instant call = at.clock().instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);
        Filing filing = new Filing(
                PhoneNumber.read(number),
                CallingNumber.read("01 99 00 77 88").orElseThrow(),
                List.of(call),
                0,
                Subject.INSURANCE,
                null,
                null,
                null,
                List.of(OtherAuthority.THREATS),
                new Filing.Words("", "", ""));
        Complaints.Filed filed = at.bean(Complaints.class).file(filing, null);
        at.bean(InspectorDesk.class).attribute(inspector, filed.id(), company);
        return filed;
    }

    /** An open case with allegations. */
    public UUID alleged(String number, UUID company) {
        return alleged(complaint(number, company), company);
    }

    /** An open case with allegations, from a complaint that is attributed to its company. */
    UUID alleged(Complaints.Filed complaint, UUID company) {
        Cases cases = at.bean(Cases.class);
        UUID id = cases.open(inspector, company, List.of(complaint.id()));
        LocalDate today = LegalCalendar.today(at.clock());
        List<String> rules = cases.read(inspector, id).complaints().getFirst().rules();
        cases.allege(inspector, id, new Alleged("Des appels signalés.", rules, Alleged.Person.LEGAL, 7_500, 99, today));
        return id;
    }

    /** A case whose letter was sent. */
    public UUID notified(String number, UUID company) {
        UUID id = alleged(number, company);
        at.bean(Cases.class).notify(inspector, id, Cases.MIN_DAYS_TO_ANSWER);
        return id;
    }

    /** Ends the time to answer, as if the days had passed. */
    public void endDelay(UUID id) {
        rows().sql("update accounts.case_file set answer_until = ? where id = ?")
                .params(LegalCalendar.today(at.clock()).minusDays(1), id)
                .update();
    }

    /** A sanction of 7,500 € that waits for another inspector; answers the decision's id. */
    public UUID proposed(UUID id) {
        endDelay(id);
        LocalDate until = LegalCalendar.today(at.clock()).plusYears(1);
        at.bean(CaseDecisions.class)
                .propose(
                        inspector,
                        id,
                        new CaseDecision.Proposal(
                                CaseDecision.Outcome.SANCTIONED, 750_000, until, "Les faits sont établis."));
        return rows().sql("select id from accounts.case_decision where case_file = ? and confirmed_at is null")
                .param(id)
                .query(UUID.class)
                .single();
    }

    /** A letter of a case. */
    public UUID letter(UUID id) {
        return rows().sql("select id from accounts.case_entry where case_file = ? and kind = 'LETTER'")
                .param(id)
                .query(UUID.class)
                .single();
    }

    private JdbcClient rows() {
        return JdbcClient.create(at.database().owner());
    }
}
