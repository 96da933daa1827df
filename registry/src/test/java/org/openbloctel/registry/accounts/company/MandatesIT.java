package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;

/** An agent acts for a principal while both want it and its days last. */
final class MandatesIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private final CompanyWorld world = new CompanyWorld();
    private final Member principal = world.verified();
    private final Member agent = world.verified();

    private String siren(Member member) {
        return world.companies.get(member.company()).number().siren();
    }

    private Mandate proposed(LocalDate from, LocalDate to) {
        return world.mandates.propose(principal, new Mandate.Terms(Mandate.Side.PRINCIPAL, siren(agent), from, to));
    }

    private boolean mayAct(Instant at) {
        return world.mandates.mayAct(agent.company(), principal.company(), at);
    }

    @Test
    void holdsOnceBothAgreeFromTheFirstDayToTheEndOfTheLast() {
        Mandate mandate = proposed(TODAY.plusDays(1), LocalDate.of(2026, 12, 31));
        world.now = Instant.parse("2026-11-26T12:00:00Z");
        assertThat(mayAct(world.now)).isFalse();
        assertThat(world.mandates.accept(agent, mandate.id()).state()).isEqualTo(Mandate.State.IN_FORCE);
        assertThat(mayAct(world.now)).isTrue();
        assertThat(mayAct(Instant.parse("2026-12-31T22:59:59Z"))).isTrue();
        assertThat(mayAct(Instant.parse("2026-12-31T23:00:00Z"))).isFalse();
        assertThat(world.mandates.principals(agent.company(), world.now))
                .extracting(Mandate.Principal::id)
                .containsExactly(principal.company());
    }

    @Test
    void keyIsBoundToTheCompanyItselfAndToThoseWhoseMandateHolds() {
        Member maker = world.secured(agent);
        Keys.Wanted wanted = new Keys.Wanted(
                "Pour un client",
                true,
                Set.of(ApiKey.Scope.SUBMISSIONS),
                Set.of(principal.company(), agent.company()),
                List.of(),
                null);
        assertRefused(() -> world.keys.make(maker, wanted), new CompanyRefusal.NoMandate());
        world.mandates.accept(agent, proposed(TODAY, TODAY).id());
        Keys.Made made = world.keys.make(maker, wanted);
        assertThat(world.keys.of(agent.company()))
                .extracting(ApiKey::principals)
                .containsExactly(Set.of(principal.company(), agent.company()));
        world.database
                .accounts()
                .sql("update accounts.api_key set principals = default")
                .update();
        assertThat(world.keys.find(agent.company(), made.key().id()).principals())
                .as("as the release before makes it")
                .isEmpty();
    }

    @Test
    void doesNotHoldBeforeItsFirstDay() {
        Mandate mandate = proposed(TODAY.plusDays(1), TODAY.plusDays(9));
        assertThat(world.mandates.accept(agent, mandate.id()).state()).isEqualTo(Mandate.State.TO_COME);
        assertThat(mayAct(world.now)).isFalse();
        assertThat(mayAct(Instant.parse("2026-11-25T23:00:00Z"))).isTrue();
    }

    @Test
    void doesNotWorkTheOtherWayRoundAndEveryoneActsForThemselves() {
        world.mandates.accept(agent, proposed(TODAY, TODAY).id());
        assertThat(world.mandates.mayAct(principal.company(), agent.company(), world.now))
                .isFalse();
        assertThat(world.mandates.mayAct(agent.company(), agent.company(), world.now))
                .isTrue();
        assertRefused(
                () -> world.mandates.require(principal.company(), agent.company()), new CompanyRefusal.NoMandate());
    }

    @Test
    void agentMayProposeToo() {
        Mandate mandate = world.mandates.propose(
                agent, new Mandate.Terms(Mandate.Side.AGENT, siren(principal), TODAY, TODAY.plusYears(1)));
        assertRefused(() -> world.mandates.accept(agent, mandate.id()), new CompanyRefusal.UnknownMandate());
        world.mandates.accept(principal, mandate.id());
        assertThat(mayAct(world.now)).isTrue();
    }

    @Test
    void eitherSideEndsItAtOnce() {
        for (Member side : new Member[] {principal, agent}) {
            Mandate mandate = proposed(TODAY, TODAY.plusDays(30));
            world.mandates.accept(agent, mandate.id());
            Instant before = world.now;
            world.pass(Duration.ofHours(1));
            world.mandates.end(side, mandate.id());
            assertThat(mayAct(world.now)).isFalse();
            assertThat(mayAct(before)).isTrue();
            assertRefused(() -> world.mandates.end(side, mandate.id()), new CompanyRefusal.UnknownMandate());
            world.pass(Duration.ofHours(1));
        }
    }

    @Test
    void bothSidesAreToldWhatTheOtherDid() {
        world.mails();
        Mandate mandate = proposed(TODAY, TODAY.plusDays(30));
        assertThat(world.mails())
                .extracting(Outbox.Message::template, Outbox.Message::recipient)
                .containsExactly(tuple("company/mandate-proposed", agent.email()));
        world.mandates.accept(agent, mandate.id());
        assertThat(world.mails())
                .extracting(Outbox.Message::template, Outbox.Message::recipient)
                .containsExactly(tuple("company/mandate-accepted", principal.email()));
        world.mandates.end(agent, mandate.id());
        assertThat(world.mails())
                .extracting(Outbox.Message::template, Outbox.Message::recipient)
                .containsExactly(tuple("company/mandate-ended", principal.email()));
    }

    @Test
    void companyWithoutAnAccountIsAnsweredAlikeAndFindsItWhenItIsVerified() {
        Mandate mandate = world.mandates.propose(
                principal, new Mandate.Terms(Mandate.Side.PRINCIPAL, "000000034", TODAY, TODAY.plusDays(30)));
        assertThat(mandate.agentName()).isEqualTo("000\u00a0000\u00a0034");
        Member late = world.founded();
        assertThat(world.companies.get(late.company()).number().siren()).isEqualTo("000000034");
        assertThat(world.mandates.of(late.company())).isEmpty();
        assertRefused(() -> world.mandates.accept(late, mandate.id()), new CompanyRefusal.NotVerified());
        world.companies.verify(late.company(), "staff:1");
        assertThat(world.mandates.of(late.company())).hasSize(1);
        world.mandates.accept(late, mandate.id());
    }

    @Test
    void endsWithTheVerificationOfThePrincipal() {
        world.mandates.accept(agent, proposed(TODAY, TODAY.plusDays(9)).id());
        world.companies.suspend(principal.company(), "Fichiers suspects", "staff:1");
        assertThat(mayAct(world.now)).isFalse();
    }

    @Test
    void agentActsForNobodyBeforeItIsVerifiedOrWhileItIsSuspended() {
        Member unknown = world.founded();
        Mandate mandate = world.mandates.propose(
                unknown, new Mandate.Terms(Mandate.Side.AGENT, siren(principal), TODAY, TODAY.plusYears(1)));
        world.mandates.accept(principal, mandate.id());
        assertRefused(
                () -> world.mandates.require(unknown.company(), principal.company()), new CompanyRefusal.NoMandate());
        world.companies.verify(unknown.company(), "staff:1");
        world.mandates.require(unknown.company(), principal.company());
        world.companies.suspend(unknown.company(), "Fichiers suspects", "staff:1");
        assertThat(world.mandates.principals(unknown.company(), world.now)).isEmpty();
    }

    @Test
    void daysMustFollowEachOtherWithinThreeYears() {
        assertRefused(() -> proposed(TODAY, TODAY.minusDays(1)), new CompanyRefusal.MandateDays());
        assertRefused(() -> proposed(TODAY.minusDays(9), TODAY.minusDays(1)), new CompanyRefusal.MandateDays());
        assertRefused(() -> proposed(TODAY, TODAY.plusYears(3)), new CompanyRefusal.MandateDays());
        proposed(TODAY, TODAY.plusYears(3).minusDays(1));
        assertRefused(
                () -> world.mandates.propose(
                        principal, new Mandate.Terms(Mandate.Side.PRINCIPAL, siren(principal), TODAY, TODAY)),
                new CompanyRefusal.MandateWithOneself());
    }

    @Test
    void strangersSeeAndTouchNothing() {
        Mandate mandate = proposed(TODAY, TODAY.plusDays(9));
        Member stranger = world.verified();
        assertThat(world.mandates.of(stranger.company())).isEmpty();
        assertRefused(() -> world.mandates.accept(stranger, mandate.id()), new CompanyRefusal.UnknownMandate());
        assertRefused(() -> world.mandates.end(stranger, mandate.id()), new CompanyRefusal.UnknownMandate());
    }
}
