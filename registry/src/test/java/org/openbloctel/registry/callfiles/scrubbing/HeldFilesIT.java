package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.file.LayoutOptions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A file that the gate does not let leave is held: nothing of it is seen or charged, and each way out is taken once. */
final class HeldFilesIT {
    private static final Hold DAY = new Hold(Hold.Kind.BUDGET_DAY, "3 of 2");
    private static final Hold SIGNS = new Hold(Hold.Kind.SIGNS, "UNASSIGNED 41 %");
    private static final String STAFF = "staff:1";

    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private Optional<Hold> decision = Optional.of(SIGNS);
    private final List<ScrubTask> asked = new ArrayList<>();

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
        fixture.gate = (task, made) -> {
            asked.add(task);
            return task.released() ? Optional.empty() : decision;
        };
    }

    private Submission held() throws IOException {
        Submission held = fixture.scrubbed(SubmissionFixture.FILE);
        assertThat(held.state()).isEqualTo(State.HELD);
        return held;
    }

    private List<String> trail(Submission submission) {
        return fixture.audit.about("submission:" + submission.id(), 20).stream()
                .map(recorded -> recorded.entry().action())
                .toList();
    }

    private List<Event.Type> raised() {
        return fixture.raised.stream().map(Event::type).toList();
    }

    @Test
    void heldFileShowsItsReasonAndNothingElse() throws IOException {
        Submission held = held();
        Submission.Held why = held.held().orElseThrow();
        assertThat(why.hold()).isEqualTo(SIGNS);
        assertThat(why.since()).isEqualTo(fixture.now);
        assertThat(why.until()).isEqualTo(held.receivedAt().plus(Duration.ofDays(3)));
        assertThat(held.state().isSettled()).isFalse();
        assertThat(held.settledAt()).isEmpty();
        assertThat(held.report()).isEmpty();
        assertThat(held.coveredUntil()).isEmpty();
        assertThat(held.inputKept()).isTrue();
        assertThat(fixture.charged).isEmpty();
        assertThat(fixture.certified).isEmpty();
        assertThat(fixture.submissions().returned(held.company(), held.id())).isEmpty();
        for (Returned.Kind kind : Returned.Kind.values()) {
            assertThatThrownBy(() -> fixture.downloaded(held, kind))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo("BT-0415"));
        }
        assertThat(fixture.vault.names(held.id()))
                .isNotEmpty()
                .as("what the attempt wrote is gone")
                .allMatch(name -> name.startsWith("in-"));
        assertThat(raised()).containsExactly(Event.Type.SUBMISSION_HELD);
        assertThat(fixture.raised.getFirst().data())
                .containsEntry("reason", "SIGNS")
                .containsEntry("figures", "UNASSIGNED 41 %")
                .containsEntry("until", "2026-11-28T08:00:00Z");
        assertThat(fixture.holds).containsExactly(SIGNS);
        assertThat(trail(held)).containsExactly("submission.held", "submission.received");
        assertThat(fixture.queue().runNext()).as("no server takes it").isFalse();
        assertThat(fixture.queue().depth().waiting()).isZero();
        assertThat(fixture.held().depth()).isEqualTo(new HeldFiles.Depth(1, Optional.of(held.receivedAt())));
        assertThat(fixture.held().list(10)).singleElement().satisfies(one -> {
            assertThat(one.task().id()).isEqualTo(held.id());
            assertThat(one.hold()).isEqualTo(SIGNS);
            assertThat(one.until()).isEqualTo(why.until());
        });
    }

    @Test
    void operatorIsToldOnceAnHourThatSomethingWasSaidOfAFile() throws Exception {
        Submission held = held();
        AtOnce.times(5, () -> {
            fixture.held().explain(held.company(), held.id(), "our customers", "", "member:1");
            return true;
        });
        fixture.held().explain(held.company(), held.id(), "our subscribers", "", "member:1");
        assertThat(fixture.explained).containsExactly(held.company());
        assertThat(fixture.held().provenance(held.id()).orElseThrow().text()).isEqualTo("our subscribers");
        fixture.later(Duration.ofHours(1));
        fixture.held().explain(held.company(), held.id(), "their letters", "", "member:1");
        assertThat(fixture.explained).hasSize(2);
    }

    @Test
    void releasedFileIsScrubbedAgainAndTheGateIsTold() throws IOException {
        Submission held = held();
        fixture.held().release(held.id(), "papers seen, called 06 39 98 00 01", STAFF);
        assertThat(fixture.get(held).state()).isEqualTo(State.RECEIVED);
        AuditEntry entry =
                fixture.audit.about("submission:" + held.id(), 1).getFirst().entry();
        assertThat(entry.actor()).isEqualTo(STAFF);
        assertThat(entry.action()).isEqualTo("submission.released");
        assertThat(entry.details()).containsEntry("reason", "papers seen, called …");
        fixture.later(Duration.ofSeconds(9));
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.waits).as("since it was released").containsExactly(Duration.ofSeconds(9));
        Submission ready = fixture.get(held);
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.held()).isEmpty();
        assertThat(fixture.charged).containsExactly(2L);
        assertThat(fixture.certified).hasSize(1);
        assertThat(fixture.downloaded(ready, Returned.Kind.CALLABLE))
                .contains("Bert")
                .doesNotContain("Anne");
        assertThat(asked).extracting(ScrubTask::released).containsExactly(false, true);
    }

    @Test
    void refusedFileTellsTheReasonOfThePerson() throws IOException {
        Submission held = held();
        fixture.held().refuse(held.id(), "no  papers\ncame", STAFF);
        Submission refused = fixture.get(held);
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusal().orElseThrow().code()).isEqualTo("BT-0441");
        assertThat(refused.refusal().orElseThrow().arguments()).containsExactly("no papers came");
        assertThat(refused.settledAt()).contains(fixture.now);
        assertThat(raised()).containsExactly(Event.Type.SUBMISSION_HELD, Event.Type.SUBMISSION_REFUSED);
        assertThat(trail(held)).containsExactly("submission.refused", "submission.held", "submission.received");
        assertThat(fixture.charged).isEmpty();
    }

    @Test
    void personGivesAReason() throws IOException {
        Submission held = held();
        for (String reason : List.of("", " \n ", "x".repeat(201))) {
            assertThatThrownBy(() -> fixture.held().release(held.id(), reason, STAFF))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> fixture.held().refuse(held.id(), reason, STAFF))
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(fixture.get(held).state()).isEqualTo(State.HELD);
    }

    @Test
    void fileIsRefusedOnceTheTimeForAnAnswerIsOver() throws IOException {
        Submission held = held();
        Instant end = held.receivedAt().plus(Duration.ofDays(3));
        fixture.now = end.minusMillis(1);
        assertThat(fixture.held().expire()).isZero();
        fixture.now = end;
        assertThat(fixture.held().expire()).isEqualTo(1);
        assertThat(fixture.held().expire()).isZero();
        Submission refused = fixture.get(held);
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusal().orElseThrow().code()).isEqualTo("BT-0442");
        assertThat(raised()).containsExactly(Event.Type.SUBMISSION_HELD, Event.Type.SUBMISSION_REFUSED);
        assertThatThrownBy(() -> fixture.held().release(held.id(), "late", STAFF))
                .isInstanceOf(RefusedException.class);
    }

    /** The guard lifted its stop elsewhere: this company is not among those that are stopped. */
    @Test
    void fileOfAStoppedCompanyIsTriedAgainOnceItIsNotStopped() throws IOException {
        decision = Optional.of(new Hold(Hold.Kind.STOPPED, ""));
        Submission held = held();
        UUID stop = UUID.randomUUID();
        JdbcClient rows = fixture.database.accounts();
        rows.sql(
                        "insert into accounts.guard_stop (id, company, step, at, actor, signs) values (?, ?, 'HOLD', now(), 'key:1', '')")
                .params(stop, held.company())
                .update();
        assertThat(fixture.held().retry()).isZero();
        rows.sql(
                        "update accounts.guard_stop set lifted_at = now(), lifted_by = 'staff:1', lifted_why = 'seen' where id = ?")
                .param(stop)
                .update();
        assertThat(fixture.held().retry()).isEqualTo(1);
        decision = Optional.empty();
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.get(held).state()).isEqualTo(State.READY);
    }

    /** A person who lifts a stop has not looked at it; and the release before finds a kind that it knows. */
    @Test
    void fileHeldForCoverageWaitsForItsOwnRelease() throws IOException {
        decision = Optional.of(new Hold(Hold.Kind.COVERAGE, "COVERAGE 25 % > 9 %"));
        Submission held = held();
        assertThat(held.held().orElseThrow().hold()).isEqualTo(decision.get());
        assertThat(fixture.held().list(1).getFirst().hold().kind()).isEqualTo(Hold.Kind.COVERAGE);
        assertThat(fixture.database
                        .accounts()
                        .sql("select hold_kind from accounts.submission where id = ?")
                        .param(held.id())
                        .query(String.class)
                        .single())
                .isEqualTo("SIGNS");
        fixture.held().releaseOf(held.company(), null, "seen", STAFF);
        assertThat(fixture.get(held).state()).isEqualTo(State.HELD);
        fixture.held().release(held.id(), "a region", STAFF);
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(asked).last().satisfies(task -> assertThat(task.released()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(value = Hold.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    void onlyBudgetsAreTriedAgainAndOnlyOnANewDay(Hold.Kind kind) throws IOException {
        decision = Optional.of(new Hold(kind, "1"));
        Submission held = held();
        fixture.now = Instant.parse("2026-11-25T22:59:59Z");
        assertThat(fixture.held().retry()).isZero();
        fixture.now = Instant.parse("2026-11-25T23:00:00Z");
        boolean budget = kind == Hold.Kind.BUDGET_DAY || kind == Hold.Kind.BUDGET_YEAR;
        assertThat(fixture.held().retry()).as("midnight in Paris").isEqualTo(budget ? 1 : 0);
        decision = Optional.empty();
        assertThat(fixture.queue().runNext()).isEqualTo(budget);
        assertThat(fixture.get(held).state()).isEqualTo(budget ? State.READY : State.HELD);
        assertThat(asked).extracting(ScrubTask::released).doesNotContain(true);
    }

    /** A person raised the budget, or the company ordered another plan: on the same day. */
    @Test
    void fileOverItsBudgetIsTriedAgainOnceTheBudgetIsEnough() throws IOException {
        Set<UUID> enough = new HashSet<>();
        fixture.gate = new Gate() {
            @Override
            public Optional<Hold> hold(ScrubTask task, Made made) {
                return enough.contains(task.id()) ? Optional.empty() : Optional.of(DAY);
            }

            @Override
            public boolean hasRoom(ScrubTask task, Hold hold) {
                assertThat(hold).isEqualTo(DAY);
                return enough.contains(task.id());
            }
        };
        Submission held = held();
        assertThat(fixture.held().retry()).isZero();
        enough.add(held.id());
        assertThat(fixture.held().retry()).isEqualTo(1);
        assertThat(fixture.held().retry()).isZero();
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.get(held).state()).isEqualTo(State.READY);
        assertThat(trail(held)).contains("submission.retried");
    }

    @Test
    void holdForTheSameReasonIsToldOnce() throws IOException {
        decision = Optional.of(DAY);
        Submission held = held();
        for (int day = 0; day < 2; day++) {
            fixture.later(Duration.ofDays(1));
            assertThat(fixture.held().retry()).isEqualTo(1);
            assertThat(fixture.queue().depth().oldest())
                    .as("it waits since now, for the alarm")
                    .contains(fixture.now);
            assertThat(fixture.queue().runNext()).isTrue();
        }
        assertThat(fixture.get(held).state()).isEqualTo(State.HELD);
        assertThat(fixture.holds).containsExactly(DAY);
        assertThat(raised()).containsExactly(Event.Type.SUBMISSION_HELD);
        decision = Optional.of(SIGNS);
        fixture.later(Duration.ofHours(16));
        assertThat(fixture.held().retry()).isEqualTo(1);
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.holds).as("another reason").containsExactly(DAY, SIGNS);
    }

    @Test
    void holdsDoNotCountAsAttemptsThatEndedWithoutAWord() throws IOException {
        Submission held = held();
        for (int i = 0; i < Blame.ABANDONED + 2; i++) {
            fixture.database
                    .accounts()
                    .sql("update accounts.submission set state = 'RECEIVED' where id = ?")
                    .param(held.id())
                    .update();
            assertThat(fixture.queue().runNext()).isTrue();
        }
        assertThat(fixture.get(held).state()).isEqualTo(State.HELD);
    }

    @Test
    void heldFileOfAKilledWorkerIsHeldByTheNext() throws IOException {
        Submission received = fixture.receive(SubmissionFixture.FILE);
        Attempts.begin(fixture.database, fixture.scrub, received.id(), 7, fixture.now);
        fixture.later(fixture.scrub.lease());
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.get(received).state()).isEqualTo(State.HELD);
        assertThat(fixture.holds).hasSize(1);
    }

    @Test
    void attemptThatWasTakenOverAsksNoGate() throws IOException {
        Submission received = fixture.receive(SubmissionFixture.FILE);
        AttemptRows rows = fixture.database.rows(AttemptRows.class);
        ScrubTask.Attempt slow = rows.take(received.id(), 7, fixture.now, fixture.now.plus(fixture.scrub.lease()))
                .orElseThrow();
        fixture.later(fixture.scrub.lease());
        fixture.queue().run(received.id());
        assertThat(asked).hasSize(1);
        assertThat(rows.lock(slow)).isEmpty();
        assertThat(fixture.get(received).state()).isEqualTo(State.HELD);
    }

    @Test
    void whatTheGateWroteGoesWithAFailedPublication() throws IOException {
        decision = Optional.empty();
        Submission received = fixture.receive(SubmissionFixture.FILE);
        Gate asking = fixture.gate;
        fixture.gate = (task, made) -> {
            fixture.audit.record(new AuditEntry("system", "gate.asked", "submission:" + task.id(), java.util.Map.of()));
            return asking.hold(task, made);
        };
        fixture.attestation = facts -> {
            throw new IllegalStateException("no certificate");
        };
        assertThatThrownBy(() -> fixture.queue().run(received.id())).isInstanceOf(IllegalStateException.class);
        assertThat(trail(received)).containsExactly("submission.received");
    }

    @Test
    void ofTwoServersThatDecideAtOnceOneSucceeds() throws Exception {
        for (int round = 0; round < 5; round++) {
            Submission held = fixture.scrubbed("Nom;Téléphone\nAnne;063998" + (1000 + round) + "\n");
            assertThat(held.state()).isEqualTo(State.HELD);
            UUID id = held.id();
            List<Callable<Boolean>> deciders = List.of(
                    () -> decided(() -> fixture.held().release(id, "papers", STAFF)),
                    () -> decided(() -> fixture.held().release(id, "papers", "staff:2")),
                    () -> decided(() -> fixture.held().refuse(id, "none", "staff:3")),
                    () -> decided(() -> fixture.submissions().erase(SubmissionFixture.COMPANY, id, "member:1")));
            int succeeded = 0;
            try (ExecutorService pool = Executors.newFixedThreadPool(deciders.size())) {
                for (Future<Boolean> decided : pool.invokeAll(deciders)) {
                    succeeded += decided.get() ? 1 : 0;
                }
            }
            State state = fixture.get(held).state();
            assertThat(state).isIn(State.RECEIVED, State.REFUSED);
            long outcomes = trail(held).stream()
                    .filter(action -> action.equals("submission.released") || action.equals("submission.refused"))
                    .count();
            assertThat(outcomes).isEqualTo(1);
            assertThat(succeeded).as("erasing a refused file succeeds too").isBetween(1, 2);
        }
    }

    private static boolean decided(Runnable decision) {
        try {
            decision.run();
            return true;
        } catch (RefusedException e) {
            assertThat(e.refusal().code()).isIn("BT-0440", "BT-0430");
            return false;
        }
    }

    @Test
    void companyErasesItsHeldFile() throws IOException {
        Submission held = held();
        fixture.submissions().erase(held.company(), held.id(), "member:1");
        Submission withdrawn = fixture.get(held);
        assertThat(withdrawn.state()).isEqualTo(State.REFUSED);
        assertThat(withdrawn.refusal().orElseThrow().code()).isEqualTo("BT-0443");
        assertThat(withdrawn.inputKept()).isFalse();
        assertThat(fixture.vault.names(held.id())).isEmpty();
        assertThat(trail(held))
                .containsExactly("submission.erased", "submission.refused", "submission.held", "submission.received");
        assertThatThrownBy(() -> fixture.held().release(held.id(), "late", STAFF))
                .isInstanceOf(RefusedException.class);
        fixture.submissions().erase(held.company(), held.id(), "member:1");
    }

    @Test
    void companyReadsItsHeldFileInAnotherWay() throws IOException {
        Submission held = held();
        decision = Optional.empty();
        Submission corrected = fixture.submissions()
                .correct(held.company(), held.id(), LayoutOptions.NONE.withColumns("Téléphone"), "member:1");
        assertThat(fixture.get(held).state()).isEqualTo(State.REFUSED);
        assertThat(fixture.get(held).refusal().orElseThrow().code()).isEqualTo("BT-0443");
        assertThat(fixture.queue().run(corrected.id())).isTrue();
        assertThat(fixture.get(corrected).state()).isEqualTo(State.READY);
    }

    @Test
    void sameContentByAnotherWayIsTheHeldFile() throws IOException {
        Submission held = held();
        Sent watched = new Sent(
                SubmissionFixture.COMPANY,
                SubmissionFixture.COMPANY,
                "key:1",
                "prospects.csv",
                LayoutOptions.NONE,
                Optional.of("watch-1"),
                Optional.empty(),
                Sent.Channel.WATCH);
        assertThat(fixture.submissions()
                        .receive(watched, SubmissionFixture.bytes(SubmissionFixture.FILE))
                        .submission()
                        .id())
                .isEqualTo(held.id());
        assertThat(fixture.submissions()
                        .receive(watched, SubmissionFixture.bytes(SubmissionFixture.FILE))
                        .submission()
                        .state())
                .as("and under its idempotency key")
                .isEqualTo(State.HELD);
        assertThat(fixture.erasure().sweep()
                        + fixture.erasure().inputs()
                        + fixture.erasure().results())
                .isZero();
    }

    @Test
    void erasureKeepsAHeldFileForAsLongAsItMayBeHeld() throws IOException {
        Submission held = held();
        fixture.later(Duration.ofDays(3).minusMillis(1));
        fixture.erasure().inputs();
        fixture.erasure().results();
        fixture.erasure().sweep();
        fixture.held().release(held.id(), "papers", STAFF);
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.get(held).state()).isEqualTo(State.READY);
    }

    @Test
    void figuresHoldNoNumber() {
        assertThat(new Hold(Hold.Kind.SIGNS, "canary 06 39 98 00 01 asked").figures())
                .isEqualTo("canary … asked");
        assertThat(new Hold(Hold.Kind.SIGNS, "x".repeat(300)).figures()).hasSize(200);
    }
}
