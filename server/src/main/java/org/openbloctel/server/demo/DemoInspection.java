package org.openbloctel.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.authority.casefile.CaseDecision;
import org.openbloctel.registry.authority.casefile.CaseDecisions;
import org.openbloctel.registry.authority.casefile.CaseRegister;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.settings.Settings;

/**
 * The demo's sanction, decided today in a case whose letter is some weeks old, and complaints in which signals are found: several people about
 * one number, and two people about a company that had nothing checked.
 */
final class DemoInspection {
    private static final Duration LETTER_IS_OLD = Duration.ofDays(45);
    private static final Duration EVENING = Duration.ofHours(20).plusMinutes(50);
    private static final String SANCTIONED_CALLER = "04 65 71 30 30";
    private static final String SURGE_CALLER = "05 36 49 77 88";
    private static final long FINE_CENTS = 1_200_000;
    private static final int FURTHER_CALLS = 320;
    private static final int SURGE = 6;

    private final Cases.Letters letters;
    private final CaseDecisions decisions;
    private final Settings settings;
    private final Desks then;
    private final Desks today;

    DemoInspection(
            Complaints.Needs filing,
            CaseRegister.Needs cases,
            Cases.Letters letters,
            CaseDecisions decisions,
            Settings settings) {
        this.letters = letters;
        this.decisions = decisions;
        this.settings = settings;
        InstantSource clock = cases.clock();
        this.then = desks(filing, cases, () -> clock.instant().minus(LETTER_IS_OLD));
        this.today = desks(filing, cases, clock);
    }

    /** The features at the time of a clock. */
    private record Desks(InstantSource clock, Complaints complaints, InspectorDesk desk, Cases cases) {}

    private Desks desks(Complaints.Needs filing, CaseRegister.Needs cases, InstantSource time) {
        Complaints.Needs needs =
                new Complaints.Needs(filing.database(), time, filing.audit(), filing.outbox(), filing.consumers());
        CaseRegister register = new CaseRegister(
                new CaseRegister.Needs(cases.database(), time, cases.audit(), cases.outbox(), cases.keys()),
                LawBook.france(),
                settings.baseUrl());
        InspectorDesk desk = new InspectorDesk(needs, cases.keys(), settings.baseUrl());
        Complaints complaints = new Complaints(needs, cases.keys(), LawBook.france(), settings.baseUrl());
        return new Desks(time, complaints, desk, new Cases(register, desk, letters));
    }

    /** Makes them all. */
    void make(UUID company, UUID proposing, UUID confirming) {
        sanction(company, new Inspector(proposing), new Inspector(confirming));
        for (int person = 0; person < 2; person++) {
            UUID complaint = file(today, "06 39 98 70 1" + person, SANCTIONED_CALLER, person + 2);
            today.desk().attribute(new Inspector(proposing), complaint, company);
        }
        for (int person = 0; person < SURGE; person++) {
            file(today, "06 39 98 60 2" + person, SURGE_CALLER, person);
        }
    }

    private void sanction(UUID company, Inspector proposing, Inspector confirming) {
        UUID complaint = file(then, "06 39 98 70 00", SANCTIONED_CALLER, 0);
        then.desk().attribute(proposing, complaint, company);
        UUID id = then.cases().open(proposing, company, List.of(complaint));
        Alleged alleged = new Alleged(
                "Des appels le soir, à des personnes qui n’avaient rien accepté (dossier fictif).",
                List.of("consent", "calling-hours"),
                Alleged.Person.LEGAL,
                Alleged.USUAL_CENTS,
                FURTHER_CALLS,
                LegalCalendar.today(then.clock()).minusDays(1));
        then.cases().allege(proposing, id, alleged);
        then.cases().notify(proposing, id, Cases.MIN_DAYS_TO_ANSWER);
        LocalDate published = LegalCalendar.today(today.clock()).plusYears(1);
        decisions.propose(
                proposing,
                id,
                new CaseDecision.Proposal(
                        CaseDecision.Outcome.SANCTIONED, FINE_CENTS, published, "Les faits sont établis (fictif)."));
        decisions.confirm(
                confirming,
                id,
                today.cases().read(confirming, id).proposed().orElseThrow().id());
    }

    /** Files a complaint of a visitor, on the day of these desks, about a call some days before. */
    private UUID file(Desks at, String number, String caller, int daysAgo) {
        LocalDate day = LegalCalendar.today(at.clock()).minusDays(daysAgo + 1L);
        Instant call = LegalCalendar.startOf(day).plus(EVENING);
        Filing filing = new Filing(
                PhoneNumber.read(number),
                CallingNumber.read(caller).orElseThrow(),
                List.of(call),
                0,
                Subject.ENERGY_RENOVATION,
                false,
                false,
                null,
                List.of(),
                new Filing.Words("", "Une offre de panneaux solaires.", ""));
        return at.complaints().file(filing, null).id();
    }
}
