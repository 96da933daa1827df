package org.openbloctel.registry.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.authority.casefile.CaseWorld.FIRST;
import static org.openbloctel.registry.authority.casefile.CaseWorld.SECOND;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.platform.outbox.Outbox;

/** The cases that wait are listed with their reasons, and the inspector who has one, or else the heads, get its mails. */
final class CaseWorklistIT {
    private static final LocalDate UNTIL = LocalDate.of(2027, 12, 31);

    private final CaseWorld world = new CaseWorld();
    private final UUID company = world.company("732829320", "Exemple SA");

    private void days(int days) {
        world.now = world.now.plus(Duration.ofDays(days));
    }

    private List<CaseWorklist.Why> why(Inspector inspector) {
        return world.worklist.items(inspector, 10).stream()
                .flatMap(item -> item.why().stream())
                .toList();
    }

    /** The addresses of those who were notified that a case waits; the mails have its reference and link alone. */
    private List<String> notified() {
        List<Outbox.Message> mails = world.messages().stream()
                .filter(one -> one.template().equals("casefile/waits"))
                .toList();
        assertThat(mails).allSatisfy(one -> assertThat(one.parameters()).containsOnlyKeys("reference", "link"));
        return mails.stream().map(Outbox.Message::recipient).toList();
    }

    private static String mailbox(Inspector inspector) {
        return inspector.id() + "@example.org";
    }

    @Test
    void caseThatWaitsIsListedWithItsReasonsAndItsInspectorGetsOneMailForEach() {
        UUID id = world.notified(company);
        UUID member = UUID.randomUUID();
        assertThat(why(FIRST)).isEmpty();
        assertThat(notified()).isEmpty();
        world.procedures.observe(company, member, id, "Nous contestons.");
        assertThat(notified()).containsExactly(mailbox(FIRST));
        world.procedures.observe(company, member, id, "Voici une pièce.");
        assertThat(notified()).as("the second answer of a day").isEmpty();
        assertThat(why(FIRST))
                .hasOnlyElementsOfType(CaseWorklist.Why.Observed.class)
                .hasSize(1);
        assertThat(world.worklist.items(FIRST, 10).getFirst().own()).isTrue();
        assertThat(world.worklist.items(SECOND, 10).getFirst().own()).isFalse();

        days(31);
        assertThat(world.cases.expire()).isEqualTo(1);
        assertThat(notified()).containsExactly(mailbox(FIRST));
        assertThat(world.cases.expire()).as("once").isZero();
        assertThat(notified()).isEmpty();
        assertThat(why(SECOND)).hasSize(2).contains(new CaseWorklist.Why.TermPassed(LocalDate.of(2026, 12, 25)));

        Inspector head = world.inspector(null);
        world.promote(head);
        UUID proposal = world.proposed(id);
        assertThat(notified()).as("the inspector who has it proposed it").containsExactly(mailbox(head));
        assertThat(why(FIRST)).as("another one confirms it").isEmpty();
        assertThat(why(SECOND))
                .singleElement()
                .isInstanceOfSatisfying(
                        CaseWorklist.Why.ToConfirm.class,
                        waits -> assertThat(waits.proposer()).isEqualTo(FIRST.id()));
        world.decisions.drop(SECOND, id);
        world.decisions.propose(
                SECOND,
                id,
                new CaseDecision.Proposal(CaseDecision.Outcome.SANCTIONED, 500_000, UNTIL, "Faits établis."));
        assertThat(notified()).containsExactly(mailbox(FIRST));
        assertThat(why(SECOND)).isEmpty();
        UUID second = world.cases.read(FIRST, id).proposed().orElseThrow().id();
        assertThat(second).isNotEqualTo(proposal);
        world.decisions.confirm(FIRST, id, second);
        assertThat(why(FIRST)).isEmpty();
        assertThat(why(head)).isEmpty();
    }

    @Test
    void caseWithoutAnAnswerIsListedOnceItsTermPassedAndHeadsGetTheMailsOfOneWhoLeft() {
        UUID id = world.notified(company);
        world.promote(SECOND);
        world.remove(FIRST);
        notified();
        days(31);
        assertThat(why(SECOND)).as("before the job ran").hasOnlyElementsOfType(CaseWorklist.Why.TermPassed.class);
        world.cases.expire();
        assertThat(notified()).containsExactly(mailbox(SECOND));
        assertThat(why(SECOND))
                .hasOnlyElementsOfType(CaseWorklist.Why.TermPassed.class)
                .hasSize(1);
        world.worklist.signalled(company);
        assertThat(notified()).containsExactly(mailbox(SECOND));
        world.decisions.propose(
                SECOND, id, new CaseDecision.Proposal(CaseDecision.Outcome.NO_BREACH, 0, null, "Rien n’est établi."));
        world.worklist.signalled(UUID.randomUUID());
        assertThat(notified()).isEmpty();
    }

    private List<UUID> listed(Inspector inspector, int limit) {
        return world.worklist.list(inspector, Map.of(company, 2L), limit).items().stream()
                .map(item -> item.file().id())
                .toList();
    }

    @Test
    void caseWithSignalsIsListedForThoseWhoGetItsMails() {
        UUID waits = world.notified(company);
        UUID own = world.cases.open(
                SECOND, company, List.of(world.complaint(company).id()));
        world.procedures.observe(company, UUID.randomUUID(), waits, "Non.");
        UUID other = world.cases.open(
                FIRST, company, List.of(world.complaint(company).id()));
        assertThat(listed(SECOND, 10))
                .as("beside a colleague's about the company")
                .containsExactly(waits, own);
        assertThat(world.worklist.list(SECOND, Map.of(company, 2L), 10).items())
                .allSatisfy(item -> assertThat(item.why()).endsWith(new CaseWorklist.Why.Signalled(2)));
        assertThat(world.worklist.list(SECOND, Map.of(), 10).items()).hasSize(1);
        world.remove(FIRST);
        assertThat(listed(SECOND, 10)).as("no head").doesNotContain(other);
        world.promote(SECOND);
        assertThat(listed(SECOND, 10)).containsExactly(waits, own, other);
        assertThat(listed(SECOND, 2)).containsExactly(waits, own);
        assertThat(world.worklist.list(SECOND, Map.of(company, 2L), 3).more()).isFalse();
        assertThat(world.worklist.list(SECOND, Map.of(company, 2L), 2).more()).isTrue();
    }

    @Test
    void openCaseThatMoreComplaintsJoinedIsListedForItsInspectorUntilTheyAreAdded() {
        UUID id = world.cases.open(
                FIRST, company, List.of(world.complaint(company).id()));
        assertThat(world.worklist.list(FIRST, Map.of(), 10).items()).isEmpty();
        world.file("06 39 98 12 10", "2026-11-24T20:30:00Z");
        world.file("06 39 98 12 10", "2026-11-24T20:30:00Z");
        assertThat(world.worklist.list(FIRST, Map.of(company, 3L), 10).items())
                .singleElement()
                .satisfies(item -> assertThat(item.why())
                        .containsExactly(new CaseWorklist.Why.Joined(2), new CaseWorklist.Why.Signalled(3)));
        assertThat(world.worklist.list(SECOND, Map.of(), 10).items())
                .as("another inspector")
                .isEmpty();
        assertThat(world.cases.addJoined(FIRST, id)).isEqualTo(2);
        assertThat(world.worklist.list(FIRST, Map.of(), 10).items()).isEmpty();
        world.file("06 39 98 12 10", "2026-11-24T20:30:00Z");
        world.decisions.propose(
                FIRST, id, new CaseDecision.Proposal(CaseDecision.Outcome.NO_BREACH, 0, null, "Rien n’est établi."));
        assertThat(world.worklist.list(FIRST, Map.of(), 10).items())
                .as("while a decision waits, nothing is added")
                .isEmpty();
    }

    @Test
    void decisionToConfirmIsListedBeforeTheReadersOwnCases() {
        UUID decided = world.notified(company);
        UUID own = world.notified(company);
        world.database
                .accounts()
                .sql("update accounts.case_file set opened_by = ? where id = ?")
                .params(SECOND.id(), own)
                .update();
        days(31);
        world.cases.expire();
        world.proposed(decided);
        assertThat(listed(SECOND, 10)).containsExactly(decided, own);
    }

    /** Answers that come within a day of each other for weeks are one mail a day, not one in all. */
    @Test
    void answersCauseAMailADayAndOneMoreIfTheyDropADecision() {
        UUID id = world.notified(company);
        UUID member = UUID.randomUUID();
        notified();
        for (int mails : List.of(1, 0, 1, 0, 1)) {
            world.procedures.observe(company, member, id, "Encore une pièce.");
            assertThat(notified()).hasSize(mails);
            world.now = world.now.plus(Duration.ofHours(23));
        }
        days(31);
        world.procedures.observe(company, member, id, "Avant la décision.");
        world.proposed(id);
        notified();
        world.procedures.observe(company, member, id, "Après elle.");
        assertThat(notified()).as("it dropped the decision").containsExactly(mailbox(FIRST));
    }

    /** What the server before this one moved is notified by the first run of this one. */
    @Test
    void termThatAnOlderServerSawIsNotifiedLater() {
        UUID id = world.notified(company);
        days(31);
        world.database
                .accounts()
                .sql("update accounts.case_file set state = 'EXPIRED' where id = ?")
                .param(id)
                .update();
        notified();
        assertThat(world.cases.expire()).isEqualTo(1);
        assertThat(notified()).containsExactly(mailbox(FIRST));
    }
}
