package org.openbloctel.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.OtherAuthority;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** The demo's complaints, one in each state, about callers and to numbers that ARCEP keeps for fiction. */
record DemoComplaints(Complaints complaints, InspectorDesk desk, Cases cases, InstantSource clock) {
    private static final String OWN = "06 39 98 12 34";
    private static final String OTHER = "06 39 98 45 67";
    private static final LocalTime EVENING = LocalTime.of(20, 40);
    private static final LocalTime MORNING = LocalTime.of(10, 15);
    private static final int SERIES = 6;
    private static final int FURTHER_CALLS = 128;

    /** Makes them all: most of the demo's consumer, two of visitors. */
    void make(UUID consumer, UUID company, UUID agent) {
        Inspector inspector = new Inspector(agent);
        LocalDate today = LegalCalendar.today(clock);
        List<Instant> series = IntStream.rangeClosed(1, SERIES)
                .mapToObj(i -> at(today.minusDays(2L * (SERIES - i) + 1), MORNING.plusMinutes(7L * i)))
                .toList();
        own(
                consumer,
                "01 99 00 44 55",
                Subject.INSURANCE,
                series,
                "Une mutuelle à moitié prix, si je signe aujourd’hui.");
        UUID attributed =
                own(consumer, "02 61 91 33 21", Subject.HOME_SERVICES, evening(today, 4), "Des fenêtres en promotion.");
        desk.attribute(inspector, attributed, company);
        UUID inCase = own(
                consumer, "03 53 01 70 10", Subject.ENERGY_RENOVATION, evening(today, 12), "L’isolation à un euro.");
        desk.attribute(inspector, inCase, company);
        notified(inspector, company, inCase, today);
        UUID closed = own(consumer, null, Subject.UNKNOWN, evening(today, 40), "");
        desk.close(inspector, closed, ClosingReason.CALLER_UNKNOWN);
        Filing visitors = filing(OTHER, "01 99 00 44 55", Subject.INSURANCE, evening(today, 1), "La même mutuelle.");
        complaints.file(visitors, null);
        complaints.file(visitors, null);
    }

    /** A case whose letter the demo's company reads, and may answer. */
    private void notified(Inspector inspector, UUID company, UUID complaint, LocalDate today) {
        UUID id = cases.open(inspector, company, List.of(complaint));
        cases.allege(
                inspector,
                id,
                new Alleged(
                        "Des appels pour des travaux d’isolation, à des personnes qui n’avaient rien demandé.",
                        List.of("energy-renovation-ban", "consent"),
                        Alleged.Person.LEGAL,
                        Alleged.USUAL_CENTS,
                        FURTHER_CALLS,
                        today.minusDays(1)));
        cases.notify(inspector, id, Cases.MIN_DAYS_TO_ANSWER);
    }

    private UUID own(UUID consumer, @Nullable String caller, Subject subject, List<Instant> calls, String said) {
        return complaints
                .file(consumer, filing(OWN, caller, subject, calls, said), null)
                .id();
    }

    private static Filing filing(
            String number, @Nullable String caller, Subject subject, List<Instant> calls, String said) {
        return new Filing(
                PhoneNumber.read(number),
                caller == null ? null : CallingNumber.read(caller).orElseThrow(),
                calls,
                0,
                subject,
                false,
                false,
                null,
                caller == null ? List.of(OtherAuthority.SPOOFING) : List.of(),
                new Filing.Words("", said, ""));
    }

    private static List<Instant> evening(LocalDate today, int daysAgo) {
        return List.of(at(today.minusDays(daysAgo), EVENING));
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return LegalCalendar.startOf(day).plus(Duration.ofSeconds(time.toSecondOfDay()));
    }
}
