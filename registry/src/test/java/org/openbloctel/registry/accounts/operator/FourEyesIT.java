package org.openbloctel.registry.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.accounts.operator.Decision.Kind;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** A decision of two people is done once, by another one than who asked, and not before its wait is over. */
final class FourEyesIT {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final Database database = TestDatabase.create().database();
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final FourEyes eyes = new FourEyes(database, () -> now, audit, true);
    private final FourEyes alone = new FourEyes(database, () -> now, audit, false);
    private final UUID subject = UUID.randomUUID();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private Shown thing = Shown.NOTHING.with("name", "Plomberie Durand");

    private boolean agree(FourEyes how, Kind kind, UUID person) {
        FourEyes.Matter matter = matter(kind);
        return how.agree(
                matter, eyes.standing(matter).digest(), "Kbis reçu", person, () -> done.add(person.toString()));
    }

    private FourEyes.Matter matter(Kind kind) {
        return new FourEyes.Matter(kind, subject, () -> thing);
    }

    private List<String> audited() {
        return audit.about("subject:" + subject, 20).reversed().stream()
                .map(one -> one.entry().actor() + " " + one.entry().action() + " "
                        + one.entry().details())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anotherPersonConfirmsOnceTheWaitIsOver(Kind kind) {
        assertThat(agree(eyes, kind, ONE)).isFalse();
        assertRefused(() -> agree(eyes, kind, ONE), new AccessRefusal.OtherPersonNeeded());
        Decision waiting = eyes.pending(kind, subject).orElseThrow();
        assertThat(waiting.evidence()).isEqualTo("Kbis reçu");
        if (!kind.waits().isZero()) {
            assertRefused(
                    () -> agree(eyes, kind, OTHER),
                    new AccessRefusal.DecisionTooEarly(kind.waits().toHours()));
            now = waiting.dueAt().minus(1, ChronoUnit.MICROS);
            assertRefused(() -> agree(eyes, kind, OTHER), new AccessRefusal.DecisionTooEarly(1));
            now = waiting.dueAt();
        }
        assertThat(done).isEmpty();
        assertThat(agree(eyes, kind, OTHER)).isTrue();
        assertThat(done).containsExactly(OTHER.toString());
        assertThat(eyes.pending(kind, subject)).isEmpty();
        assertThat(audited())
                .containsExactly(
                        "staff:" + ONE + " decision.asked {kind=" + kind.code() + "}",
                        "staff:" + OTHER + " decision.confirmed {kind=" + kind.code() + "}");
    }

    /** Who is alone decides at once, but for what its holder may object to. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void operatorOfOnePersonWaitsWhereTwoWould(Kind kind) {
        boolean waits = !kind.waits().isZero();
        assertThat(agree(alone, kind, ONE)).isEqualTo(!waits);
        assertThat(alone.propose(matter(kind), digest(kind), "", "12", ONE, decision -> done.add(decision.details())))
                .isEqualTo(!waits);
        if (waits) {
            assertRefused(
                    () -> agree(alone, kind, ONE),
                    new AccessRefusal.DecisionTooEarly(kind.waits().toHours()));
            now = now.plus(kind.waits());
            assertThat(agree(alone, kind, ONE)).isTrue();
        }
        assertThat(done).isEqualTo(waits ? List.of(ONE.toString()) : List.of(ONE.toString(), "12"));
    }

    @Test
    void figuresAreConfirmedAsTheyWereProposedFirst() {
        for (UUID person : List.of(ONE, OTHER)) {
            assertThat(eyes.propose(
                            matter(Kind.BUDGET),
                            digest(Kind.BUDGET),
                            "",
                            person.toString(),
                            person,
                            decision -> done.add("too early")))
                    .isFalse();
        }
        assertRefused(
                () -> eyes.confirm(matter(Kind.BUDGET), digest(Kind.BUDGET), ONE, decision -> done.add("own")),
                new AccessRefusal.OtherPersonNeeded());
        assertThat(eyes.confirm(matter(Kind.POLL), digest(Kind.POLL), OTHER, decision -> done.add("other kind")))
                .isFalse();
        assertThat(eyes.confirm(
                        new FourEyes.Matter(Kind.BUDGET, UUID.randomUUID(), () -> thing),
                        thing.written(),
                        OTHER,
                        decision -> done.add("other subject")))
                .isFalse();
        assertThat(eyes.confirm(
                        matter(Kind.BUDGET), digest(Kind.BUDGET), OTHER, decision -> done.add(decision.details())))
                .isTrue();
        assertThat(eyes.confirm(matter(Kind.BUDGET), digest(Kind.BUDGET), OTHER, decision -> done.add("twice")))
                .isFalse();
        assertThat(done).containsExactly(ONE.toString());
        assertThat(audited()).hasSize(2);
    }

    @Test
    void ofManyWhoConfirmAtOnceOneDoes() throws Exception {
        agree(eyes, Kind.PAYMENT, ONE);
        String seen = digest(Kind.PAYMENT);
        List<Boolean> confirmed = AtOnce.times(4, () -> {
            try {
                return eyes.confirm(matter(Kind.PAYMENT), seen, OTHER, decision -> done.add("paid"));
            } catch (RefusedException late) {
                assertThat(late.refusal()).isEqualTo(new AccessRefusal.DecisionChanged("request"));
                return false;
            }
        });
        assertThat(confirmed).containsExactlyInAnyOrder(true, false, false, false);
        assertThat(done).containsExactly("paid");
    }

    private boolean proposed(FourEyes.Matter matter, String details, UUID person) {
        try {
            return eyes.propose(matter, thing.written(), "", details, person, decision -> {});
        } catch (RefusedException late) {
            assertThat(late.refusal()).isEqualTo(new AccessRefusal.DecisionChanged("request"));
            return false;
        }
    }

    private String digest(Kind kind) {
        return eyes.standing(matter(kind)).digest();
    }

    /** The other one did not ask: what they wrote is not kept, and the trail does not say they did. */
    @Test
    void ofTwoWhoAskAtOnceOneHasAsked() throws Exception {
        for (int turn = 0; turn < 5; turn++) {
            UUID about = UUID.randomUUID();
            FourEyes.Matter matter = new FourEyes.Matter(Kind.BUDGET, about, () -> thing);
            AtOnce.all(
                    List.<Callable<Boolean>>of(() -> proposed(matter, "1", ONE), () -> proposed(matter, "2", OTHER)));
            UUID asked = eyes.pending(Kind.BUDGET, about).orElseThrow().askedBy();
            assertThat(audit.about("subject:" + about, 9))
                    .extracting(one -> one.entry().actor())
                    .containsExactly("staff:" + asked);
        }
    }

    @Test
    void decisionThatFailsStillWaits() {
        agree(eyes, Kind.GUARD, ONE);
        assertThatThrownBy(() -> eyes.agree(matter(Kind.GUARD), digest(Kind.GUARD), "", OTHER, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(eyes.pending(Kind.GUARD, subject)).isPresent();
        assertThat(audited()).hasSize(1);
        assertThat(agree(eyes, Kind.GUARD, OTHER)).isTrue();
    }

    @Test
    void stoppedDecisionIsAskedForAnewAndWaitsAnew() {
        agree(eyes, Kind.FACTOR_WITHDRAWAL, ONE);
        now = now.plus(Duration.ofHours(23));
        assertThat(eyes.stop(Kind.FACTOR_WITHDRAWAL, subject, "member:1")).isTrue();
        assertThat(eyes.stop(Kind.FACTOR_WITHDRAWAL, subject, "member:1")).isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(agree(eyes, Kind.FACTOR_WITHDRAWAL, OTHER)).isFalse();
        assertRefused(() -> agree(eyes, Kind.FACTOR_WITHDRAWAL, ONE), new AccessRefusal.DecisionTooEarly(24));
        assertThat(audited()).element(1).isEqualTo("member:1 decision.stopped {kind=factor-withdrawal}");
        assertThat(done).isEmpty();
    }

    @Test
    void whatOnePersonDecidesEndsTheWait() {
        agree(eyes, Kind.GUARD, ONE);
        eyes.decide(Kind.GUARD, subject, () -> done.add("alone"));
        assertThat(done).containsExactly("alone");
        assertThat(eyes.pending(Kind.GUARD, subject)).isEmpty();
        assertThatThrownBy(() -> {
                    agree(eyes, Kind.GUARD, ONE);
                    eyes.decide(Kind.GUARD, subject, () -> {
                        throw new IllegalStateException("broken");
                    });
                })
                .hasMessage("broken");
        assertThat(eyes.pending(Kind.GUARD, subject)).as("rolled back").isPresent();
    }

    @Test
    void unconfirmedDecisionIsForgottenThirtyDaysAfterItsWait() {
        agree(eyes, Kind.FACTOR_WITHDRAWAL, ONE);
        now = now.plus(Kind.FACTOR_WITHDRAWAL.waits()).plus(FourEyes.KEPT);
        assertThat(eyes.forget()).isZero();
        now = now.plus(1, ChronoUnit.MICROS);
        assertThat(eyes.forget()).isEqualTo(1);
        assertThat(agree(eyes, Kind.FACTOR_WITHDRAWAL, OTHER)).as("asked anew").isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void secondPersonConfirmsNothingThatTheFirstDidNotSee(Kind kind) {
        agree(eyes, kind, ONE);
        String seen = digest(kind);
        now = now.plus(kind.waits());
        thing = Shown.NOTHING.with("name", "Appels à toute heure");
        assertRefused(
                () -> eyes.agree(matter(kind), seen, "", OTHER, () -> done.add("unseen")),
                new AccessRefusal.DecisionChanged("name, request"));
        FourEyes.Standing standing = eyes.standing(matter(kind));
        assertThat(standing.asked()).isNull();
        assertThat(standing.changed()).containsExactly("name");
        assertThat(agree(eyes, kind, OTHER)).as("a request of its own").isFalse();
        assertThat(done).isEmpty();
    }

    /** The thing is as the first person saw it, and the second one's page showed another. */
    @Test
    void pageThatWasOpenedBeforeAChangeDecidesNothing() {
        Shown now = thing;
        thing = Shown.NOTHING.with("name", "Durand");
        String old = digest(Kind.VERIFICATION);
        thing = now;
        agree(eyes, Kind.VERIFICATION, ONE);
        assertRefused(
                () -> eyes.agree(matter(Kind.VERIFICATION), old, "", OTHER, () -> done.add("unseen")),
                new AccessRefusal.DecisionChanged("name, request"));
        for (String page : List.of("", "x", "=")) {
            assertRefused(
                    () -> eyes.confirm(matter(Kind.VERIFICATION), page, OTHER, decision -> done.add("unseen")),
                    new AccessRefusal.DecisionChanged("page"));
        }
        assertThat(done).isEmpty();
    }

    @Test
    void operatorOfOnePersonConfirmsWhatTheirPageShowed() {
        agree(alone, Kind.FACTOR_WITHDRAWAL, ONE);
        now = now.plus(Duration.ofDays(1));
        String seen = digest(Kind.FACTOR_WITHDRAWAL);
        String payment = digest(Kind.PAYMENT);
        thing = thing.with("name", "Durand");
        assertRefused(
                () -> alone.agree(matter(Kind.FACTOR_WITHDRAWAL), seen, "", ONE, () -> done.add("unseen")),
                new AccessRefusal.DecisionChanged("name, request"));
        assertRefused(
                () -> alone.agree(matter(Kind.PAYMENT), payment, "", ONE, () -> done.add("unseen")),
                new AccessRefusal.DecisionChanged("name"));
        assertThat(done).isEmpty();
    }

    /** The version before stores no digest, and runs beside this one. */
    @Test
    void requestOfTheVersionBeforeIsAskedAnew() {
        agree(eyes, Kind.VERIFICATION, ONE);
        database.accounts()
                .sql("update accounts.pending_decision set shown = null")
                .update();
        FourEyes.Standing standing = eyes.standing(matter(Kind.VERIFICATION));
        assertThat(standing.asked()).isNull();
        assertThat(standing.stale()).isNotNull();
        assertThat(standing.changed()).isEmpty();
        assertThat(agree(eyes, Kind.VERIFICATION, OTHER)).isFalse();
        assertThat(agree(eyes, Kind.VERIFICATION, ONE)).isTrue();
        assertThat(done).containsExactly(ONE.toString());
    }

    @Test
    void otherFiguresAreAskedForAnew() {
        for (UUID person : List.of(ONE, OTHER)) {
            assertThat(eyes.agree(
                            matter(Kind.PAYMENT),
                            digest(Kind.PAYMENT),
                            "",
                            person.toString(),
                            person,
                            () -> done.add("paid")))
                    .isFalse();
        }
        assertThat(eyes.pending(Kind.PAYMENT, subject).orElseThrow().askedBy()).isEqualTo(OTHER);
        assertThat(done).isEmpty();
    }

    @Test
    void allRequestsAboutASuspendedThingStop() {
        agree(eyes, Kind.VERIFICATION, ONE);
        agree(eyes, Kind.BUDGET, ONE);
        database.runInAccounts(() -> FourEyes.stopAll(database, audit, subject, "staff:" + OTHER));
        assertThat(eyes.pending(Kind.VERIFICATION, subject)).isEmpty();
        assertThat(eyes.pending(Kind.BUDGET, subject)).isEmpty();
        assertThat(audited())
                .contains(
                        "staff:" + OTHER + " decision.stopped {kind=verification}",
                        "staff:" + OTHER + " decision.stopped {kind=budget}");
    }
}
