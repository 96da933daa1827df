package org.openbloctel.registry.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.authority.casefile.CaseWorld.FIRST;
import static org.openbloctel.registry.authority.casefile.CaseWorld.SECOND;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;
import static org.openbloctel.registry.platform.refusal.Refused.isDone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.ComplaintFigures;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.figures.CountedByDay.Count;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case from its complaints to the end of its publication: two inspectors, the company's time to answer, and who sees what when. */
final class CasesIT {
    private static final LocalDate UNTIL = LocalDate.of(2027, 12, 31);

    private final CaseWorld world = new CaseWorld();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void company() {
        company = world.company("732829320", "Exemple SA");
    }

    private void days(int days) {
        world.now = world.now.plus(Duration.ofDays(days));
    }

    private static CaseDecision.Proposal fine(long cents, LocalDate until) {
        return new CaseDecision.Proposal(CaseDecision.Outcome.SANCTIONED, cents, until, "Faits établis.");
    }

    @Test
    void caseGoesFromComplaintsToAPublishedSanctionThatEnds() {
        Complaints.Filed filed = world.complaint(company);
        UUID id = world.cases.open(FIRST, company, List.of(filed.id()));
        assertThat(world.seen(filed).state()).isEqualTo(ComplaintState.IN_CASE);
        assertThat(world.procedures.of(company)).as("before the letter").isEmpty();
        assertRefused(() -> world.cases.notify(FIRST, id, 30), CaseRefusal.NothingAlleged.class);
        world.cases.allege(FIRST, id, CaseWorld.alleged());
        world.cases.notify(FIRST, id, 30);
        assertThat(world.mails()).contains("casefile/notified");
        assertThat(world.procedures.one(company, id).entries())
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).isEqualTo("notice 757500 2026-12-25"));

        days(30);
        assertThat(world.cases.expire()).as("the last day counts").isZero();
        assertRefused(() -> world.proposed(id), CaseRefusal.SanctionTooEarly.class);
        days(1);
        assertThat(world.cases.expire()).isEqualTo(1);
        UUID proposal = world.proposed(id);
        assertThat(world.register.published()).as("proposed alone").isEmpty();
        assertThat(world.seen(filed).company()).isNull();
        assertRefused(() -> world.decisions.confirm(FIRST, id, proposal), CaseRefusal.OtherInspectorNeeded.class);
        assertRefused(() -> world.decisions.confirm(SECOND, id, UUID.randomUUID()), CaseRefusal.WrongCaseState.class);
        world.decisions.confirm(SECOND, id, proposal);

        Complaint closed = world.seen(filed);
        assertThat(closed.steps().getLast().reason()).isEqualTo(ClosingReason.SANCTIONED);
        assertThat(closed.company()).isEqualTo("Exemple SA");
        assertThat(world.mails()).contains("casefile/decided");
        assertThat(world.register.published()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Exemple SA");
            assertThat(one.cents()).isEqualTo(500_000);
            assertThat(one.articles()).contains("Code de la consommation, L.242-16");
        });
        world.now = Instant.parse("2027-12-31T22:59:59Z");
        assertThat(world.register.published()).as("its last day, in Paris").hasSize(1);
        world.now = world.now.plusSeconds(1);
        assertThat(world.register.published()).as("the day after").isEmpty();
        assertThat(world.audit.about("case:" + id, 50))
                .extracting(one -> one.entry().action())
                .contains("case.opened", "case.alleged", "case.notified", "case.expired", "case.decided");
    }

    private static Alleged rules(String reason, String... rules) {
        Alleged usual = CaseWorld.alleged();
        return new Alleged(
                usual.facts(), List.of(rules), usual.person(), usual.centsPerCall(), 0, null, List.of(), reason);
    }

    /** The call of the evening may have broken the hours and the consent; nothing in it points to a refusal. */
    @Test
    void ruleThatNoCallCanHaveBrokenIsAllegedWithAReasonAlone() {
        UUID id = world.cases.open(
                FIRST, company, List.of(world.complaint(company).id()));
        world.cases.allege(FIRST, id, rules("", "calling-hours", "consent"));
        Alleged before = world.cases.read(FIRST, id).file().alleged();
        assertThat(before.beyond()).isEmpty();
        for (String reason : List.of("", " \n", "x".repeat(Cases.MAX_TEXT + 1))) {
            assertRefused(
                    () -> world.cases.allege(
                            FIRST, id, rules(reason, "calling-hours", "no-call-after-objection", "cpf-ban")),
                    CaseRefusal.RuleWithoutCall.class);
        }
        assertThat(world.cases.read(FIRST, id).file().alleged()).isEqualTo(before);
        world.cases.allege(
                FIRST, id, rules(" Une lettre d’opposition est jointe. ", "calling-hours", "no-call-after-objection"));
        Alleged alleged = world.cases.read(FIRST, id).file().alleged();
        assertThat(alleged.beyond()).containsExactly("no-call-after-objection");
        assertThat(alleged.reason()).isEqualTo("Une lettre d’opposition est jointe.");
        world.cases.allege(FIRST, id, rules("Un motif de trop.", "consent"));
        assertThat(world.cases.read(FIRST, id).file().alleged().reason())
                .as("all rules have a call")
                .isEmpty();
    }

    @Test
    void ruleThatACallOfAnAddedComplaintMayHaveBrokenIsNotBeyondTheCallsAnyMore() {
        Complaints.Filed morning = world.file("06 39 98 13 01", "2026-11-24T10:30:00Z");
        world.desk.attribute(FIRST, morning.id(), company);
        UUID id = world.cases.open(FIRST, company, List.of(morning.id()));
        world.cases.allege(FIRST, id, rules("Une lettre est jointe.", "calling-hours", "cpf-ban"));
        assertThat(world.cases.read(FIRST, id).file().alleged().beyond()).containsExactly("calling-hours", "cpf-ban");
        world.cases.add(FIRST, id, List.of(world.complaint(company).id()));
        Alleged alleged = world.cases.read(FIRST, id).file().alleged();
        assertThat(alleged.beyond()).containsExactly("cpf-ban");
        assertThat(alleged.reason()).isEqualTo("Une lettre est jointe.");
    }

    /** The release before alleges any rule, and leaves the reason of an earlier one. */
    @Test
    void letterWaitsForTheReasonThatTheReleaseBeforeDidNotAskFor() {
        UUID id = world.cases.open(
                FIRST, company, List.of(world.complaint(company).id()));
        world.cases.allege(FIRST, id, rules("Une lettre est jointe.", "calling-hours", "no-call-after-objection"));
        JdbcClient owner = JdbcClient.create(world.test.owner());
        owner.sql("update accounts.case_file set rules = '{calling-hours,cpf-ban}' where id = ?")
                .param(id)
                .update();
        assertThat(world.cases.read(FIRST, id).file().alleged().beyond()).isEmpty();
        assertRefused(() -> world.cases.notify(FIRST, id, 30), CaseRefusal.RuleWithoutCall.class);
        world.cases.allege(FIRST, id, rules("Une annonce CPF est jointe.", "calling-hours", "cpf-ban"));
        world.cases.notify(FIRST, id, 30);
        assertThat(world.cases.read(FIRST, id).file().state()).isEqualTo(CaseState.NOTIFIED);
    }

    @Test
    void reasonIsNotReadableInACopyOfTheDatabase() {
        UUID id = world.cases.open(
                FIRST, company, List.of(world.complaint(company).id()));
        world.cases.allege(FIRST, id, rules("Une lettre est jointe.", "no-call-after-objection"));
        assertThat(JdbcClient.create(world.test.owner())
                        .sql("select beyond_reason from accounts.case_file where id = ?")
                        .param(id)
                        .query(byte[].class)
                        .single())
                .isNotEmpty()
                .asString(StandardCharsets.UTF_8)
                .doesNotContain("lettre");
    }

    /** A refused company goes after a year, and a case may take longer. */
    @Test
    void companyIsNotErasedBeforeItsCaseIsDecided() {
        UUID other = world.company("552100554", "Une autre SA");
        CompanyErasure.Keeper keeper = Cases.companies(world.database);
        UUID id = world.notified(company);
        days(31);
        world.cases.expire();
        assertThat(keeper.kept(List.of(company, other))).containsExactly(company);
        world.decisions.confirm(SECOND, id, world.proposed(id));
        assertThat(keeper.kept(List.of(company, other))).isEmpty();
    }

    @Test
    void companyAnswersInItsOwnCaseAloneAndItsAnswerDropsTheProposal() {
        UUID other = world.company("552100554", "Une autre SA");
        UUID id = world.notified(company);
        UUID member = UUID.randomUUID();
        assertRefused(() -> world.procedures.one(other, id), CaseRefusal.UnknownCase.class);
        assertRefused(() -> world.procedures.observe(other, member, id, "Non."), CaseRefusal.UnknownCase.class);
        assertThat(world.procedures.of(other)).isEmpty();
        world.procedures.observe(company, member, id, "  Nous contestons.  ");
        days(31);
        UUID proposal = world.proposed(id);
        world.procedures.observe(company, member, id, "Un consentement est joint.");
        assertRefused(() -> world.decisions.confirm(SECOND, id, proposal), CaseRefusal.WrongCaseState.class);
        world.decisions.confirm(SECOND, id, world.proposed(id));
        assertRefused(
                () -> world.procedures.observe(company, member, id, "Trop tard."), CaseRefusal.WrongCaseState.class);
        CompanyCases.Procedure seen = world.procedures.one(company, id);
        assertThat(seen.entries())
                .extracting(CaseEntry::kind)
                .containsExactly(
                        CaseEntry.Kind.LETTER,
                        CaseEntry.Kind.OBSERVATIONS,
                        CaseEntry.Kind.OBSERVATIONS,
                        CaseEntry.Kind.DECISION);
        assertThat(seen.entries().get(1).text()).isEqualTo("Nous contestons.");
    }

    @Test
    void ofAnAnswerAndAConfirmationThatComeTogetherOneHolds() throws Exception {
        UUID id = world.notified(company);
        days(31);
        UUID proposal = world.proposed(id);
        List<Boolean> done = AtOnce.all(List.of(
                () -> isDone(() -> world.decisions.confirm(SECOND, id, proposal)),
                () -> isDone(() -> world.procedures.observe(company, UUID.randomUUID(), id, "Non."))));
        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(world.cases.read(FIRST, id).proposed()).isEmpty();
    }

    @Test
    void companySeesNeitherNotesNorAProposal() {
        UUID id = world.notified(company);
        world.cases.note(FIRST, id, "À relire.");
        days(31);
        world.proposed(id);
        CompanyCases.Procedure seen = world.procedures.one(company, id);
        assertThat(seen.decision()).isEmpty();
        assertThat(seen.entries()).extracting(CaseEntry::kind).containsExactly(CaseEntry.Kind.LETTER);
        UUID note = world.cases.read(FIRST, id).entries().stream()
                .filter(one -> one.kind() == CaseEntry.Kind.NOTE)
                .findFirst()
                .orElseThrow()
                .id();
        assertRefused(() -> world.procedures.letter(company, id, note), CaseRefusal.UnknownCase.class);
    }

    @Test
    void lateAnswerIsTakenUntilTheDecision() {
        UUID id = world.notified(company);
        days(31);
        world.cases.expire();
        world.procedures.observe(company, UUID.randomUUID(), id, "Pardon du retard.");
        assertThat(world.cases.read(FIRST, id).file().state()).isEqualTo(CaseState.OBSERVED);
    }

    @Test
    void caseTakesOnlyComplaintsOfItsCompanyAndOpensWithNoneOfThemOtherwise() {
        UUID other = world.company("552100554", "Une autre SA");
        Complaints.Filed own = world.complaint(company);
        Complaints.Filed strange = world.complaint(other);
        assertRefused(
                () -> world.cases.open(FIRST, company, List.of(own.id(), strange.id())),
                CaseRefusal.OtherCompany.class);
        assertThat(world.seen(own).state()).isEqualTo(ComplaintState.ATTRIBUTED);
        assertRefused(() -> world.cases.open(FIRST, company, List.of()), CaseRefusal.ComplaintsOfCase.class);
        UUID id = world.cases.open(FIRST, company, List.of(own.id()));
        assertRefused(() -> world.cases.add(FIRST, id, List.of(own.id())), ComplaintRefusal.WrongState.class);
        world.cases.add(FIRST, id, List.of(world.complaint(company).id()));
        assertThat(world.cases.read(FIRST, id).complaints()).hasSize(2);
        assertThat(world.cases.search(FIRST, CaseState.OPEN, "exemple", 10)).hasSize(1);
        assertThat(world.cases.search(FIRST, CaseState.CLOSED, "", 10)).isEmpty();
        assertThat(world.cases.search(FIRST, null, "732 829", 10)).hasSize(1);
    }

    @Test
    void whatTheLetterAllegesDoesNotChange() {
        UUID id = world.notified(company);
        assertRefused(() -> world.cases.allege(FIRST, id, CaseWorld.alleged()), CaseRefusal.WrongCaseState.class);
        assertRefused(
                () -> world.cases.add(
                        FIRST, id, List.of(world.complaint(company).id())),
                CaseRefusal.WrongCaseState.class);
        assertRefused(() -> world.cases.notify(FIRST, id, 30), CaseRefusal.WrongCaseState.class);
        assertRefused(() -> world.cases.notify(FIRST, id, 29), CaseRefusal.UnusableDay.class);
    }

    @Test
    void fineIsWithinTheCeilingAndItsPublicationHasAnEnd() {
        UUID id = world.notified(company);
        days(31);
        assertRefused(
                () -> world.decisions.propose(FIRST, id, fine(37_500_001, UNTIL)), CaseRefusal.UnusableAmount.class);
        assertRefused(() -> world.decisions.propose(FIRST, id, fine(0, UNTIL)), CaseRefusal.UnusableAmount.class);
        assertRefused(
                () -> world.decisions.propose(FIRST, id, fine(100, LocalDate.of(2026, 12, 26))),
                CaseRefusal.UnusableDay.class);
        assertRefused(
                () -> world.decisions.propose(FIRST, id, fine(100, LocalDate.of(2031, 12, 27))),
                CaseRefusal.UnusableDay.class);
        world.decisions.propose(FIRST, id, fine(37_500_000, UNTIL));
        assertRefused(() -> world.proposed(id), CaseRefusal.WrongCaseState.class);
        world.decisions.drop(SECOND, id);
        world.proposed(id);
    }

    @Test
    void caseIsClosedWithoutASanctionByTwoAndNobodyIsNamed() {
        Complaints.Filed filed = world.complaint(company);
        UUID id = world.cases.open(FIRST, company, List.of(filed.id()));
        world.decisions.propose(
                FIRST, id, new CaseDecision.Proposal(CaseDecision.Outcome.NO_BREACH, 1, UNTIL, "Appels consentis."));
        UUID proposal = world.cases.read(FIRST, id).proposed().orElseThrow().id();
        world.mails();
        world.decisions.confirm(SECOND, id, proposal);
        assertThat(world.seen(filed).steps().getLast().reason()).isEqualTo(ClosingReason.NO_BREACH);
        assertThat(world.seen(filed).company()).isNull();
        assertThat(world.register.published()).isEmpty();
        assertThat(world.procedures.of(company)).as("never notified").isEmpty();
        assertThat(world.mails()).doesNotContain("casefile/decided");
    }

    @Test
    void annulledSanctionIsPublishedNoMoreAndNamesTheCompanyNoMore() {
        Complaints.Filed filed = world.complaint(company);
        UUID id = world.cases.open(FIRST, company, List.of(filed.id()));
        world.cases.allege(FIRST, id, CaseWorld.alleged());
        world.cases.notify(FIRST, id, 30);
        days(31);
        world.decisions.confirm(SECOND, id, world.proposed(id));
        world.decisions.propose(
                SECOND, id, new CaseDecision.Proposal(CaseDecision.Outcome.ANNULLED, 0, null, "Jugement du 3 mars."));
        UUID annulment = world.cases.read(FIRST, id).proposed().orElseThrow().id();
        assertThat(world.register.published()).hasSize(1);
        world.decisions.confirm(FIRST, id, annulment);
        assertThat(world.register.published()).isEmpty();
        assertThat(world.seen(filed).company()).isNull();
        assertThat(world.procedures.one(company, id).decision())
                .hasValueSatisfying(one -> assertThat(one.outcome()).isEqualTo(CaseDecision.Outcome.ANNULLED));
    }

    @Test
    void complainantLearnsThatTheSanctionWasAnnulled() {
        Complaints.Filed filed = world.complaint(company);
        world.follow(filed, "lea@example.org");
        UUID id = world.cases.open(FIRST, company, List.of(filed.id()));
        world.cases.allege(FIRST, id, CaseWorld.alleged());
        world.cases.notify(FIRST, id, 30);
        days(31);
        world.decisions.confirm(SECOND, id, world.proposed(id));
        assertThat(world.seen(filed).company()).isNotNull();
        CaseFigures figures = new CaseFigures(world.database, () -> world.now);
        assertThat(figures.now()).containsExactly(new Count(Figure.SANCTIONS_PUBLISHED, 1));
        world.mails();
        days(90);
        world.complaints.forget();
        world.decisions.propose(
                SECOND, id, new CaseDecision.Proposal(CaseDecision.Outcome.ANNULLED, 0, null, "Jugement du 3 mars."));
        world.decisions.confirm(
                FIRST, id, world.cases.read(FIRST, id).proposed().orElseThrow().id());
        Complaint seen = world.seen(filed);
        assertThat(seen.company()).isNull();
        assertThat(seen.state()).isEqualTo(ComplaintState.CLOSED);
        assertThat(seen.steps())
                .extracting(Complaint.Step::reason)
                .endsWith(ClosingReason.SANCTIONED, ClosingReason.SANCTION_ANNULLED);
        assertThat(world.desk.row(FIRST, filed.id()).reason()).isEqualTo(ClosingReason.SANCTION_ANNULLED);
        assertThat(world.mails())
                .contains("complaint/annulled", "casefile/decided")
                .doesNotContain("complaint/moved");
        assertThat(figures.now()).containsExactly(new Count(Figure.SANCTIONS_PUBLISHED, 0));
        LocalDate today = LegalCalendar.dayOf(world.now);
        assertThat(figures.on(today.minusDays(90)))
                .as("the day of the sanction")
                .startsWith(new Count(Figure.SANCTIONS, 1), new Count(Figure.FINES, 500_000));
        assertThat(figures.on(today)).contains(new Count(Figure.SANCTIONS, 0), new Count(Figure.SANCTIONS_ANNULLED, 1));
        assertThat(new ComplaintFigures(world.database).on(today))
                .as("an annulment closes no complaint again")
                .contains(new Count(Figure.COMPLAINTS_CLOSED, "sanctioned", 0));
        world.complaints.forget();
        assertThat(world.seen(filed).news()).isEqualTo(Complaint.News.PROVED);
        days(31);
        world.complaints.forget();
        assertThat(world.seen(filed).news()).as("a month after the annulment").isEqualTo(Complaint.News.PAGE);
    }

    @Test
    void complaintThatJoinsOneOfAnOpenCaseIsAddedToItUntilTheLetterIsSent() {
        Complaints.Filed first = world.complaint(company);
        UUID id = world.cases.open(FIRST, company, List.of(first.id()));
        world.cases.allege(FIRST, id, CaseWorld.alleged());
        assertThat(world.cases.addJoined(FIRST, id)).as("none joined").isZero();
        Complaints.Filed joined = world.file("06 39 98 12 10", "2026-11-24T20:30:00Z", "2026-11-24T21:15:00Z");
        Complaints.Filed strange = world.file("06 39 98 12 10", "2026-11-23T20:30:00Z");
        CaseView before = world.cases.read(FIRST, id);
        assertThat(before.late()).isEqualTo(1);
        assertThat(before.complaints()).hasSize(1);
        world.mails();
        world.follow(joined, "lea@example.org");
        assertThat(world.cases.addJoined(SECOND, id)).isEqualTo(1);
        CaseView after = world.cases.read(FIRST, id);
        assertThat(after.late()).isZero();
        assertThat(after.complaints()).extracting(CaseComplaint::id).containsExactly(first.id(), joined.id());
        assertThat(after.arithmetic().cents() - before.arithmetic().cents())
                .as("its second call")
                .isEqualTo(CaseWorld.alleged().centsPerCall());
        assertThat(world.seen(joined).steps())
                .extracting(Complaint.Step::state)
                .containsExactly(ComplaintState.RECEIVED, ComplaintState.ATTRIBUTED, ComplaintState.IN_CASE);
        assertThat(world.seen(strange).state()).isEqualTo(ComplaintState.RECEIVED);
        assertThat(world.mails()).containsOnly("complaint/moved").isNotEmpty();
        assertThat(world.audit
                        .about("complaint:" + first.id(), 1)
                        .getFirst()
                        .entry()
                        .details())
                .containsEntry("complaints", "1")
                .containsEntry("state", "IN_CASE");

        Complaints.Filed late = world.file("06 39 98 12 10", "2026-11-24T20:30:00Z");
        world.cases.notify(FIRST, id, 30);
        assertThat(world.cases.read(FIRST, id).late()).isEqualTo(1);
        assertRefused(() -> world.cases.addJoined(FIRST, id), CaseRefusal.WrongCaseState.class);
        assertThat(world.seen(late).state()).isEqualTo(ComplaintState.RECEIVED);
    }

    @Test
    void complaintIsClosedAsSanctionedByTheDecisionOfItsCaseAlone() {
        Complaints.Filed filed = world.complaint(company);
        assertRefused(
                () -> world.desk.close(SECOND, filed.id(), ClosingReason.SANCTIONED),
                ComplaintRefusal.WrongState.class);
        UUID id = world.cases.open(FIRST, company, List.of(filed.id()));
        for (ClosingReason reason : ClosingReason.values()) {
            assertRefused(() -> world.desk.close(SECOND, filed.id(), reason), ComplaintRefusal.WrongState.class);
        }
        world.decisions.propose(
                FIRST, id, new CaseDecision.Proposal(CaseDecision.Outcome.CORRECTED, 1, UNTIL, "Corrigé."));
        UUID proposal = world.cases.read(FIRST, id).proposed().orElseThrow().id();
        world.decisions.confirm(SECOND, id, proposal);
        assertThat(world.seen(filed).steps().getLast().reason()).isEqualTo(ClosingReason.CORRECTED);
    }

    @Test
    void neitherWhoCameAfterTheProposalNorWhomTheProposerInvitedConfirms() {
        UUID id = world.notified(company);
        Inspector invited = world.inspector(FIRST);
        Inspector other = world.inspector(SECOND);
        days(31);
        UUID proposal = world.proposed(id);
        world.now = world.now.plusSeconds(1);
        Inspector late = world.inspector(SECOND);
        Inspector nobody = new Inspector(UUID.randomUUID());
        for (Inspector one : List.of(invited, late, nobody)) {
            assertRefused(() -> world.decisions.confirm(one, id, proposal), CaseRefusal.OtherInspectorNeeded.class);
        }
        world.decisions.confirm(other, id, proposal);
        assertThat(world.register.published()).hasSize(1);
    }

    @Test
    void databaseItselfRefusesTheSameAgentTwice() {
        UUID id = world.notified(company);
        days(31);
        UUID proposal = world.proposed(id);
        JdbcClient owner = JdbcClient.create(world.test.owner());
        assertThatThrownBy(() -> owner.sql(
                                "update accounts.case_decision set confirmed_by = proposed_by, confirmed_at = now() where id = ?")
                        .param(proposal)
                        .update())
                .hasMessageContaining("case_decision_check");
    }

    @Test
    void textsAreNotReadableInTheDatabase() {
        UUID id = world.notified(company);
        world.cases.note(FIRST, id, "Une note secrète.");
        JdbcClient owner = JdbcClient.create(world.test.owner());
        for (String table : List.of("case_file", "case_entry", "case_decision", "case_step")) {
            assertThat(owner.sql("select count(*) from accounts." + table
                                    + " t where strpos(t::text, 'secr') > 0 or strpos(t::text, 'Appels du soir') > 0")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        assertThat(world.cases.read(FIRST, id).file().alleged().facts()).isEqualTo("Appels du soir.");
    }

    @Test
    void decidedCaseIsForgottenAfterFiveYearsAndAnOpenOneNever() {
        UUID id = world.notified(company);
        UUID open = world.cases.open(
                FIRST, company, List.of(world.complaint(company).id()));
        days(31);
        world.decisions.confirm(SECOND, id, world.proposed(id));
        days(5 * 365);
        assertThat(world.cases.forget()).isZero();
        days(3);
        assertThat(world.cases.forget()).isEqualTo(1);
        assertRefused(() -> world.cases.read(FIRST, id), CaseRefusal.UnknownCase.class);
        assertThat(world.cases.read(FIRST, open).file().state()).isEqualTo(CaseState.OPEN);
    }
}
