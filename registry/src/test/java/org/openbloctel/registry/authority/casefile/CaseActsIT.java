package org.openbloctel.registry.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.authority.casefile.CaseWorld.FIRST;
import static org.openbloctel.registry.authority.casefile.CaseWorld.SECOND;
import static org.openbloctel.registry.platform.refusal.Refused.isDone;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Each act in each state of a case: done where the table of states allows it, else refused without a trace; and done once of two at once. */
final class CaseActsIT {
    private static final Set<CaseState> BEFORE_THE_LETTER = EnumSet.of(CaseState.OPEN);
    private static final Set<CaseState> ANSWERABLE =
            EnumSet.of(CaseState.NOTIFIED, CaseState.OBSERVED, CaseState.EXPIRED);

    private final CaseWorld world = new CaseWorld();
    private final UUID company = world.company("732829320", "Exemple SA");

    /** An act on a case, and the states in which it is done. */
    private record Act(Set<CaseState> states, Runnable step) {}

    private Map<String, Act> acts(UUID id) {
        UUID complaint = world.complaint(company).id();
        Map<String, Act> acts = new LinkedHashMap<>();
        acts.put("allege", new Act(BEFORE_THE_LETTER, () -> world.cases.allege(FIRST, id, CaseWorld.alleged())));
        acts.put("add", new Act(BEFORE_THE_LETTER, () -> world.cases.add(FIRST, id, List.of(complaint))));
        acts.put("notify", new Act(BEFORE_THE_LETTER, () -> world.cases.notify(FIRST, id, 30)));
        acts.put(
                "observe", new Act(ANSWERABLE, () -> world.procedures.observe(company, UUID.randomUUID(), id, "Non.")));
        for (CaseDecision.Outcome outcome : CaseDecision.Outcome.values()) {
            EnumSet<CaseState> states = EnumSet.noneOf(CaseState.class);
            for (CaseState state : CaseState.values()) {
                if (state.next().contains(outcome.state())) {
                    states.add(state);
                }
            }
            acts.put("propose " + outcome, new Act(states, () -> {
                LocalDate until = LocalDate.of(2027, 12, 31);
                world.decisions.propose(FIRST, id, new CaseDecision.Proposal(outcome, 500_000, until, "Motifs."));
                world.decisions.drop(SECOND, id);
            }));
        }
        acts.put("drop", new Act(Set.of(), () -> world.decisions.drop(FIRST, id)));
        acts.put("confirm", new Act(Set.of(), () -> world.decisions.confirm(SECOND, id, UUID.randomUUID())));
        return acts;
    }

    private void days(int days) {
        world.now = world.now.plus(Duration.ofDays(days));
    }

    /** A case in a state; where the company answered, its time is over, so that a sanction is due. */
    private UUID in(CaseState state) {
        if (state == CaseState.OPEN) {
            UUID id = world.cases.open(
                    FIRST, company, List.of(world.complaint(company).id()));
            world.cases.allege(FIRST, id, CaseWorld.alleged());
            return id;
        }
        UUID id = world.notified(company);
        switch (state) {
            case OBSERVED -> {
                world.procedures.observe(company, UUID.randomUUID(), id, "Non.");
                days(31);
            }
            case EXPIRED -> {
                days(31);
                world.cases.expire();
            }
            case SANCTIONED, ANNULLED -> {
                days(31);
                world.decisions.confirm(SECOND, id, world.proposed(id));
            }
            case CLOSED -> confirmed(id, CaseDecision.Outcome.NO_BREACH);
            default -> {}
        }
        if (state == CaseState.ANNULLED) {
            confirmed(id, CaseDecision.Outcome.ANNULLED);
        }
        assertThat(world.cases.read(FIRST, id).file().state()).isEqualTo(state);
        return id;
    }

    private void confirmed(UUID id, CaseDecision.Outcome outcome) {
        world.decisions.propose(FIRST, id, new CaseDecision.Proposal(outcome, 0, null, "Motifs."));
        world.decisions.confirm(
                SECOND, id, world.cases.read(FIRST, id).proposed().orElseThrow().id());
    }

    /** What a refused act leaves alone: the case with all that belongs to it, and its audit trail. */
    private List<Object> left(UUID id) {
        List<String> audited = world.audit.about("case:" + id, 100).stream()
                .map(one -> one.entry().action())
                .filter(one -> !one.equals("case.read"))
                .toList();
        CaseView view = world.cases.read(FIRST, id);
        return List.of(
                audited,
                view.file(),
                view.steps(),
                view.complaints().size(),
                view.entries().size(),
                view.decisions().size());
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void actIsDoneWhereTheStateAllowsItAndElseLeavesNoTrace(CaseState state) {
        UUID id = in(state);
        Map<String, Act> acts = acts(id);
        acts.forEach((name, act) -> {
            if (!act.states().contains(state)) {
                List<Object> before = left(id);
                assertThatThrownBy(act.step()::run)
                        .as("%s in %s", name, state)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.refusal())
                                        .isInstanceOfAny(
                                                CaseRefusal.WrongCaseState.class,
                                                CaseRefusal.UnknownCase.class,
                                                CaseRefusal.SanctionTooEarly.class));
                assertThat(left(id)).as("%s in %s", name, state).isEqualTo(before);
            }
        });
        // The last ones change the state: each before that is possible in it.
        for (String name : List.of("propose SANCTIONED", "propose NO_BREACH", "propose ANNULLED", "allege", "add")) {
            Act act = acts.get(name);
            if (act != null && act.states().contains(state)) {
                act.step().run();
            }
        }
        for (String name : List.of("observe", "notify")) {
            Act act = acts.get(name);
            if (act != null && act.states().contains(state)) {
                act.step().run();
                assertThat(world.cases.read(FIRST, id).file().state())
                        .isEqualTo(name.equals("observe") ? CaseState.OBSERVED : CaseState.NOTIFIED);
            }
        }
    }

    /** The second complaint of a person shares one call with the first, and reports another: the case has both calls, each once. */
    @Test
    void callsOfAComplaintThatJoinedAreInTheCaseAndInItsLetter() {
        String number = "06 39 98 45 67";
        String shared = "2026-11-24T20:30:00Z";
        Complaints.Filed first = world.file(number, shared);
        Complaints.Filed second = world.file(number, shared, "2026-11-25T20:45:00Z");
        world.desk.attribute(FIRST, first.id(), company);
        UUID id = world.cases.open(FIRST, company, List.of(first.id()));
        world.cases.allege(FIRST, id, CaseWorld.alleged());
        assertThat(world.cases.read(FIRST, id).arithmetic().calls())
                .as("two calls, and 100 further ones")
                .isEqualTo(102);
        world.cases.notify(FIRST, id, 30);
        assertThat(world.procedures.one(company, id).entries())
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).startsWith("notice 765000 "));

        world.file(number, shared, "2026-11-25T20:55:00Z");
        assertThat(world.cases.read(FIRST, id).arithmetic().calls())
                .as("what joined after the letter is not in the case")
                .isEqualTo(102);
        confirmed(id, CaseDecision.Outcome.NO_BREACH);
        assertThat(world.seen(second).state()).isEqualTo(ComplaintState.CLOSED);
        assertThat(world.cases.read(FIRST, id).arithmetic().calls())
                .as("nor after the decision, which closed it too")
                .isEqualTo(102);
    }

    /** The time to answer ends with its last day in France, with the job or without it. */
    @Test
    void timeToAnswerEndsAtMidnightInFrance() {
        UUID id = world.notified(company);
        UUID other = world.notified(company);
        world.now = Instant.parse("2026-12-25T22:59:59Z");
        assertThat(world.cases.expire()).isZero();
        assertThatThrownBy(() -> world.proposed(id)).isInstanceOf(RefusedException.class);
        world.now = Instant.parse("2026-12-25T23:00:00Z");
        world.proposed(id);
        assertThat(world.cases.read(FIRST, id).steps().getLast().state())
                .as("without the job")
                .isEqualTo(CaseState.EXPIRED);
        assertThat(world.cases.expire())
                .as("the other one is moved, and the term of both noted")
                .isEqualTo(2);
        assertThat(world.cases.read(FIRST, other).file().state()).isEqualTo(CaseState.EXPIRED);
        assertThat(world.audit.about("case:" + id, 50))
                .filteredOn(one -> one.entry().action().equals("case.expired"))
                .hasSize(1);
    }

    @Test
    void decidedCaseIsKeptUntilTheEndOfTheDayFiveYearsLater() {
        UUID id = world.notified(company);
        days(31);
        world.decisions.confirm(SECOND, id, world.proposed(id));
        world.now = Instant.parse("2031-12-26T22:59:59Z");
        assertThat(world.cases.forget()).isZero();
        world.now = Instant.parse("2031-12-26T23:00:00Z");
        assertThat(world.cases.forget()).isEqualTo(1);
    }

    @Test
    void longestPublicationEndsOnTheSameDayFiveYearsLater() {
        UUID id = world.notified(company);
        world.now = Instant.parse("2028-02-28T23:00:00Z");
        for (LocalDate wrong : List.of(LocalDate.of(2028, 2, 29), LocalDate.of(2033, 3, 1))) {
            assertThatThrownBy(() -> world.decisions.propose(
                            FIRST, id, new CaseDecision.Proposal(CaseDecision.Outcome.SANCTIONED, 1, wrong, "Motifs.")))
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal())
                                    .isEqualTo(new CaseRefusal.UnusableDay(
                                            LocalDate.of(2028, 3, 1), LocalDate.of(2033, 2, 28))));
        }
        world.decisions.propose(
                FIRST,
                id,
                new CaseDecision.Proposal(CaseDecision.Outcome.SANCTIONED, 1, LocalDate.of(2033, 2, 28), "Motifs."));
        UUID proposal = world.cases.read(FIRST, id).proposed().orElseThrow().id();
        world.decisions.confirm(SECOND, id, proposal);
        world.now = Instant.parse("2033-02-28T22:59:59Z");
        assertThat(world.register.published()).hasSize(1);
    }

    /** A decision that waited until its publication would be over is not confirmed. */
    @Test
    void publicationThatIsOverBeforeItBeginsIsNotConfirmed() {
        UUID id = world.notified(company);
        days(31);
        UUID proposal = world.proposed(id);
        world.now = Instant.parse("2027-12-31T12:00:00Z");
        assertThatThrownBy(() -> world.decisions.confirm(SECOND, id, proposal))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(CaseRefusal.UnusableDay.class));
        assertThat(world.cases.read(FIRST, id).file().state()).isEqualTo(CaseState.EXPIRED);
        assertThat(world.register.published()).isEmpty();
    }

    @Test
    void ofTwoInspectorsAtOnceOneSendsTheLetterOneProposesAndOneConfirms() throws Exception {
        UUID id = in(CaseState.OPEN);
        world.mails();
        assertThat(both(one -> world.cases.notify(one, id, 30))).containsExactlyInAnyOrder(true, false);
        assertThat(world.mails()).containsOnlyOnce("casefile/notified");
        days(31);
        Inspector third = world.inspector(null);
        days(1);
        assertThat(both(one -> world.decisions.propose(
                        one,
                        id,
                        new CaseDecision.Proposal(
                                CaseDecision.Outcome.SANCTIONED, 1, LocalDate.of(2027, 12, 31), "Motifs."))))
                .containsExactlyInAnyOrder(true, false);
        CaseDecision proposed = world.cases.read(FIRST, id).proposed().orElseThrow();
        Inspector other = proposed.proposed().inspector().equals(FIRST.id()) ? SECOND : FIRST;
        assertThat(AtOnce.all(List.<Callable<Boolean>>of(
                        () -> isDone(() -> world.decisions.confirm(other, id, proposed.id())),
                        () -> isDone(() -> world.decisions.confirm(third, id, proposed.id())))))
                .containsExactlyInAnyOrder(true, false);
        assertThat(world.mails()).containsOnlyOnce("casefile/decided");
        assertThat(world.cases.read(FIRST, id).entries())
                .extracting(CaseEntry::kind)
                .containsExactly(CaseEntry.Kind.LETTER, CaseEntry.Kind.DECISION);
        assertThat(world.cases.read(FIRST, id).steps())
                .extracting(CaseView.Step::state)
                .containsExactly(CaseState.OPEN, CaseState.NOTIFIED, CaseState.EXPIRED, CaseState.SANCTIONED);
    }

    private static List<Boolean> both(java.util.function.Consumer<Inspector> act) throws Exception {
        return AtOnce.all(List.<Callable<Boolean>>of(
                () -> isDone(() -> act.accept(FIRST)), () -> isDone(() -> act.accept(SECOND))));
    }

    /** The longest text, amounts and counts at their limits, and one beyond each. */
    @Test
    void limitsOfAllegationsAreTaken() {
        UUID id = in(CaseState.OPEN);
        Alleged usual = CaseWorld.alleged();
        LocalDate today = LocalDate.of(2026, 11, 25);
        Alleged largest = new Alleged(
                "é".repeat(Cases.MAX_TEXT),
                usual.rules(),
                usual.person(),
                Cases.MAX_CENTS_PER_CALL,
                Cases.MAX_FURTHER_CALLS,
                today);
        world.cases.allege(FIRST, id, largest);
        assertThat(world.cases.read(FIRST, id).arithmetic().cents()).isEqualTo(37_500_000);
        for (Alleged wrong : List.of(
                new Alleged(largest.facts() + "x", usual.rules(), usual.person(), 1, 0, null),
                new Alleged(" \n", usual.rules(), usual.person(), 1, 0, null),
                new Alleged("x", List.of(), usual.person(), 1, 0, null),
                new Alleged("x", List.of("calling-hours", "unknown"), usual.person(), 1, 0, null),
                new Alleged("x", usual.rules(), usual.person(), 0, 0, null),
                new Alleged("x", usual.rules(), usual.person(), Cases.MAX_CENTS_PER_CALL + 1, 0, null),
                new Alleged("x", usual.rules(), usual.person(), 1, -1, today),
                new Alleged("x", usual.rules(), usual.person(), 1, Cases.MAX_FURTHER_CALLS + 1, today),
                new Alleged("x", usual.rules(), usual.person(), 1, 1, null),
                new Alleged("x", usual.rules(), usual.person(), 1, 1, today.plusDays(1)),
                new Alleged("x", usual.rules(), usual.person(), 1, 1, LocalDate.MIN))) {
            assertThatThrownBy(() -> world.cases.allege(FIRST, id, wrong))
                    .as("%s", wrong)
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(world.cases.read(FIRST, id).file().alleged()).isEqualTo(largest);
    }

    /** A note is on a case in any state, and stays when it is decided. */
    @ParameterizedTest
    @EnumSource(
            value = CaseState.class,
            names = {"OPEN", "CLOSED", "ANNULLED"})
    void noteIsTakenInEachState(CaseState state) {
        UUID id = in(state);
        world.cases.note(SECOND, id, " À relire.\u0000 ");
        assertThat(world.cases.read(FIRST, id).entries().getLast().text()).startsWith("À relire.");
        assertThat(world.audit.about("case:" + id, 50))
                .filteredOn(one -> one.entry().action().equals("case.noted"))
                .singleElement()
                .satisfies(one -> assertThat(one.entry().details()).isEmpty());
    }

    /** Words of a search are part of a name or the beginning of a SIREN as pages show it, and no pattern. */
    @Test
    void searchReadsASirenAsItIsShownAndNoSigns() {
        UUID id = in(CaseState.OPEN);
        for (String text : List.of("732829320", "732\u00a0829\u00a0320", "732\u202f829", " exemple sa ", "PLE S", "")) {
            assertThat(world.cases.search(FIRST, null, text, 10))
                    .as(text)
                    .extracting(CaseFile::id)
                    .containsExactly(id);
        }
        for (String text : List.of("%", "_", "\\", "'", "829320", "Exemple  SA")) {
            assertThat(world.cases.search(FIRST, null, text, 10)).as(text).isEmpty();
        }
    }
}
