package org.openbloctel.registry.authority.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.authority.signal.Signal.Kind.DISPUTED_CONSENTS;
import static org.openbloctel.registry.authority.signal.Signal.Kind.HIT_RATE;
import static org.openbloctel.registry.authority.signal.Signal.Kind.OFF_HOURS;
import static org.openbloctel.registry.authority.signal.Signal.Kind.SPREAD;
import static org.openbloctel.registry.authority.signal.Signal.Kind.SURGE;
import static org.openbloctel.registry.authority.signal.Signal.Kind.TOLD_OPPOSED;
import static org.openbloctel.registry.authority.signal.Signal.Kind.UNCHECKED;
import static org.openbloctel.registry.authority.signal.SignalWorld.CALLER;
import static org.openbloctel.registry.authority.signal.SignalWorld.INSPECTOR;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.scrub.engine.Verdict;

/** What raises each kind of signal, and what is just below it. */
final class DetectorsIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private final SignalWorld world = new SignalWorld();

    @Test
    void companyWithComplaintsAndWithoutAnyCheckIsFound() {
        UUID silent = world.company();
        UUID sender = world.company();
        UUID principal = world.company();
        UUID looker = world.company();
        UUID late = world.company();
        UUID once = world.company();
        for (UUID company : List.of(silent, sender, principal, looker, late)) {
            world.complainAbout(company, 2);
        }
        world.complainAbout(once, 1);
        world.file(sender, world.company(), world.now.minus(Duration.ofDays(60)), 10, 0);
        world.file(world.company(), principal, world.now, 10, 0);
        world.lookUp(looker, TODAY.minusDays(60), 1, 0);
        world.file(late, late, world.now.minus(Duration.ofDays(61)), 10, 0);
        world.lookUp(late, TODAY.minusDays(61), 1, 0);
        assertThat(world.found(UNCHECKED))
                .isEqualTo(Map.of(
                        silent, Map.of("people", 2L, "complaints", 2L), late, Map.of("people", 2L, "complaints", 2L)));
    }

    @Test
    void companyForWhichAnAgentLookedNumbersUpIsNotFound() {
        UUID late = world.company();
        UUID principal = world.company();
        world.complainAbout(late, 2);
        world.complainAbout(principal, 2);
        UUID agent = world.company();
        Instant now = world.now;
        for (UUID company : List.of(late, principal)) {
            world.now = company.equals(late) ? now.minus(Duration.ofDays(61)) : now.minus(Duration.ofDays(60));
            world.lookups.of(agent, company).add(1, buffer -> buffer.number(33639981000L, Verdict.CALLABLE));
            world.lookups.flush();
        }
        world.now = now;
        assertThat(world.found(UNCHECKED)).containsOnlyKeys(late);
    }

    @Test
    void numberThatFivePeopleComplainAboutIsFoundAndOnePersonWhoFilesFiveIsNot() {
        String insistent = world.number();
        for (int i = 0; i < 5; i++) {
            world.complain(world.number(), CALLER, null);
            world.now = world.now.plusSeconds(60);
            world.complain(insistent, "01 99 00 34 57", null);
        }
        for (int i = 0; i < 4; i++) {
            world.complain(world.number(), "01 99 00 34 58", null);
        }
        UUID closed = world.complain(world.number(), "01 99 00 34 58", null);
        world.desk.close(INSPECTOR, closed, ClosingReason.NO_BREACH);
        CallingNumber caller = CallingNumber.read(CALLER).orElseThrow();
        assertThat(world.found(SURGE)).isEqualTo(Map.of(caller, Map.of("people", 5L, "complaints", 5L)));
    }

    @Test
    void complaintsOfMoreThanTenDaysAreNoSurge() {
        for (int i = 0; i < 4; i++) {
            world.complain(world.number(), CALLER, null);
        }
        world.now = world.now.plus(Duration.ofDays(10)).plusSeconds(1);
        world.complain(world.number(), CALLER, null);
        assertThat(world.found(SURGE)).isEmpty();
    }

    /** Each call is an hour before its complaint: an answer of now is after it. */
    @Test
    void companyThatCalledTwoPeopleAfterTheAnswerOpposedIsFound() {
        UUID knowing = world.company();
        UUID corrected = world.company();
        UUID claiming = world.company();
        UUID once = world.company();
        UUID late = world.company();
        List<String> people = List.of(world.number(), world.number());
        for (String number : people) {
            for (UUID company : List.of(knowing, corrected, claiming)) {
                world.told(company, number, Verdict.OPPOSED);
            }
            world.claim(claiming, number, "2026-11-01T10:00:00+01:00", "2027-01-01T10:00:00+01:00");
        }
        world.told(once, people.getFirst(), Verdict.OPPOSED);
        world.told(once, people.getLast(), Verdict.CALLABLE);
        world.now = world.now.plus(Duration.ofMinutes(30));
        people.forEach(number -> world.told(corrected, number, Verdict.CALLABLE));
        world.now = world.now.plus(Duration.ofMinutes(90));
        people.forEach(number -> world.told(late, number, Verdict.OPPOSED));
        int caller = 10;
        for (String number : people) {
            for (UUID company : List.of(knowing, corrected, claiming, once, late)) {
                world.desk.attribute(INSPECTOR, world.complain(number, "01 99 00 35 " + caller++, null), company);
            }
        }
        assertThat(world.found(TOLD_OPPOSED)).isEqualTo(Map.of(knowing, Map.of("people", 2L)));
        assertThat(world.audit.about("evidence:signals", 3))
                .singleElement()
                .satisfies(one -> assertThat(one.entry().details()).containsEntry("calls", "8"));
    }

    @Test
    void shareOfListedNumbersFarFromThatOfTheOthersIsFoundOnBothSides() {
        for (int i = 0; i < 5; i++) {
            UUID usual = world.company();
            world.file(usual, usual, world.now, 1_000_000, 40_000);
        }
        UUID high = world.company();
        UUID low = world.company();
        UUID fair = world.company();
        UUID lower = world.company();
        UUID small = world.company();
        world.file(high, high, world.now, 500, 100);
        world.file(high, high, world.now, 500, 60);
        world.file(low, low, world.now, 1_000, 10);
        world.file(low, low, world.now.minus(Duration.ofDays(31)), 1_000, 500);
        world.file(fair, fair, world.now, 1_000, 159);
        world.file(lower, lower, world.now, 1_000, 11);
        world.file(small, small, world.now, 999, 900);
        Map<Object, Map<String, Long>> found = world.found(HIT_RATE);
        assertThat(found).containsOnlyKeys(high, low);
        assertThat(found.get(high))
                .containsEntry("numbers", 1_000L)
                .containsEntry("opposed", 160L)
                .containsEntry("mille", 160L)
                .containsEntry("others-mille", 40L);
    }

    /** Who looks numbers up for others has their lists, of which more may be listed. */
    @Test
    void lookUpsAreComparedWithLookUpsAndFilesWithFiles() {
        for (int i = 0; i < 5; i++) {
            UUID usual = world.company();
            world.file(usual, usual, world.now, 1_000_000, 40_000);
            world.lookUp(world.company(), TODAY, 1_000, 400);
        }
        UUID agent = world.company();
        world.file(agent, agent, world.now, 1_000, 40);
        world.lookUp(agent, TODAY, 1_000, 400);
        UUID low = world.company();
        world.lookUp(low, TODAY, 1_000, 100);
        UUID both = world.company();
        world.file(both, both, world.now, 1_000, 160);
        world.lookUp(both, TODAY, 2_000, 200);
        Map<Object, Map<String, Long>> found = world.found(HIT_RATE);
        assertThat(found).containsOnlyKeys(low, both);
        assertThat(found.get(both)).containsEntry("numbers", 2_000L).containsEntry("others-mille", 400L);
    }

    @Test
    void shareBesideFewerThanFiveOthersIsNotJudged() {
        for (int i = 0; i < 4; i++) {
            UUID usual = world.company();
            world.file(usual, usual, world.now, 1_000_000, 40_000);
        }
        UUID high = world.company();
        world.file(high, high, world.now, 1_000_000, 900_000);
        assertThat(world.found(HIT_RATE)).isEmpty();
    }

    @Test
    void callsReportedOutsideTheHoursAreFoundByTheirShare() {
        UUID late = world.company();
        UUID most = world.company();
        UUID few = world.company();
        for (int i = 0; i < 3; i++) {
            world.report(late, "2026-11-26T20:30:00+01:00", "no-answer");
            world.report(late, "2026-11-26T11:00:00+01:00", "no-answer");
            world.report(most, "2026-11-22T11:00:00+01:00", "no-answer");
            for (int k = 0; k < 2; k++) {
                world.report(most, "2026-11-26T11:00:00+01:00", "no-answer");
            }
        }
        world.report(few, "2026-11-26T20:30:00+01:00", "no-answer");
        world.report(few, "2026-11-26T20:30:00+01:00", "no-answer");
        assertThat(world.found(OFF_HOURS)).isEqualTo(Map.of(late, Map.of("off-hours", 3L, "calls", 6L)));
        world.now = world.now.plus(Duration.ofDays(7));
        assertThat(world.offHours.agents(TODAY, 1)).isEmpty();
        assertThat(world.offHours.forget()).isZero();
        world.now = world.now.plus(Duration.ofDays(25));
        assertThat(world.offHours.forget()).isEqualTo(3);
    }

    /** 11:00 in Paris is 14:00 in Réunion and 06:00 in Guadeloupe. */
    @Test
    void hoursAreThoseOfThePersonAndAnAgreedHourIsInside() {
        UUID agent = world.company();
        assertThat(reported(agent, "reunion", "+262 262 12 34 56", "2026-11-26T11:00:00+01:00"))
                .isZero();
        assertThat(reported(agent, "guadeloupe", "+590 590 12 34 56", "2026-11-26T11:00:00+01:00"))
                .isEqualTo(1);
        String number = world.number();
        world.reports.file(
                agent,
                false,
                List.of(new CallReports.Told(
                        "first",
                        number,
                        "2026-11-25T11:00:00+01:00",
                        null,
                        "callback-agreed",
                        "2026-11-26T21:00:00+01:00",
                        null)));
        assertThat(reported(agent, "agreed", number, "2026-11-26T21:00:00+01:00"))
                .isEqualTo(1);
        assertThat(reported(agent, "sooner", number, "2026-11-26T20:30:00+01:00"))
                .isEqualTo(2);
        assertThat(reported(agent, "sooner", number, "2026-11-26T20:30:00+01:00"))
                .as("reported again")
                .isEqualTo(2);
    }

    private long reported(UUID agent, String id, String number, String at) {
        CallReports.Told call = new CallReports.Told(id, number, at, null, "no-answer", null, null);
        assertThat(world.reports.file(agent, false, List.of(call)).getFirst().refusal())
                .isNull();
        return world.offHours.agents(TODAY.minusDays(7), 1).stream()
                .mapToLong(one -> one.offHours())
                .sum();
    }

    @Test
    void testKeyReportsNothing() {
        UUID agent = world.company();
        CallReports.Told call = new CallReports.Told(
                "test", "06 39 98 10 00", "2026-11-26T21:00:00+01:00", null, "no-answer", null, null);
        world.reports.file(agent, true, List.of(call));
        assertThat(world.offHours.agents(TODAY.minusDays(7), 1)).isEmpty();
    }

    @Test
    void agentOfTwoPrincipalsWithComplaintsIsFound() {
        UUID agent = world.company();
        UUID former = world.company();
        UUID first = world.company();
        UUID second = world.company();
        UUID calm = world.company();
        world.complainAbout(first, 1);
        world.complainAbout(second, 3);
        for (UUID principal : List.of(first, second, calm)) {
            world.mandate(principal, agent, TODAY);
        }
        world.mandate(first, former, TODAY);
        world.mandate(second, former, TODAY.minusDays(1));
        assertThat(world.found(SPREAD)).isEqualTo(Map.of(agent, Map.of("principals", 2L, "all-principals", 3L)));
    }

    @Test
    void companyThatClaimsTheConsentOfTwoPeopleWhoComplainIsFound() {
        UUID company = world.company();
        UUID other = world.company();
        String first = world.number();
        String second = world.number();
        for (UUID one : List.of(company, other)) {
            world.claim(one, first, "2026-11-01T10:00:00+01:00", "2027-01-01T10:00:00+01:00");
        }
        world.claim(company, second, "2026-11-01T10:00:00+01:00", "2027-01-01T10:00:00+01:00");
        world.claim(other, second, "2026-11-01T10:00:00+01:00", "2026-11-20T10:00:00+01:00");
        world.desk.attribute(INSPECTOR, world.complain(first, "01 99 00 34 57", false), company);
        world.desk.attribute(INSPECTOR, world.complain(first, "01 99 00 34 58", null), company);
        world.desk.attribute(INSPECTOR, world.complain(second, "01 99 00 34 57", null), company);
        world.desk.attribute(INSPECTOR, world.complain(first, "01 99 00 34 59", false), other);
        world.desk.attribute(INSPECTOR, world.complain(second, "01 99 00 34 59", false), other);
        assertThat(world.found(DISPUTED_CONSENTS)).isEqualTo(Map.of(company, Map.of("people", 2L, "denied", 1L)));
    }
}
