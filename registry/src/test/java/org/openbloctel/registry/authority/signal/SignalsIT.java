package org.openbloctel.registry.authority.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.authority.signal.SignalWorld.CALLER;
import static org.openbloctel.registry.authority.signal.SignalWorld.INSPECTOR;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;
import static org.openbloctel.registry.platform.refusal.Refused.isDone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.refusal.SignalRefusal;

/** A signal is found once, folds what is found again, and moves by an inspector alone. */
final class SignalsIT {
    private final SignalWorld world = new SignalWorld();

    @BeforeEach
    void surge() {
        for (int i = 0; i < 5; i++) {
            world.complain(world.number(), CALLER, null);
        }
        world.signals.detect();
    }

    private Signal only() {
        List<Signal> all = world.all(null);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void signalHoldsItsFiguresAndSettingsAndNoNumberThatWasCalled() {
        Signal signal = only();
        assertThat(signal.kind()).isEqualTo(Signal.Kind.SURGE);
        assertThat(signal.caller()).isEqualTo(CallingNumber.read(CALLER).orElseThrow());
        assertThat(signal.figures()).containsExactly(Map.entry("people", 5L), Map.entry("complaints", 5L));
        assertThat(signal.parameters()).containsExactly(Map.entry("people", 5L), Map.entry("days", 10L));
        assertThat(signal.found().days()).isEqualTo(1);
        String row = world.owner
                .sql("select s::text from accounts.signal s")
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("3199", "199003456", "639981");
        assertThat(world.audit.about("signal:" + signal.id(), 5))
                .singleElement()
                .satisfies(one -> assertThat(one.entry().action()).isEqualTo("signal.raised"));
    }

    @Test
    void whatIsFoundAgainIsTheSameSignalWithTheLatestFigures() {
        Signal before = only();
        world.signals.open(INSPECTOR, before.id());
        world.now = world.now.plus(Duration.ofDays(1));
        world.complain(world.number(), CALLER, null);
        world.signals.detect();
        Signal after = only();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.state()).isEqualTo(Signal.State.SEEN);
        assertThat(after.figures()).containsEntry("people", 6L);
        assertThat(after.found().days()).isEqualTo(2);
        assertThat(after.found().first()).isEqualTo(before.found().first());
        assertThat(after.found().last()).isEqualTo(world.now);
        world.now = world.now.plus(Duration.ofHours(1));
        world.signals.detect();
        assertThat(only().found().days()).as("a second search on one day").isEqualTo(2);
    }

    @Test
    void dismissedSignalStaysQuietAndComesBackAfterwards() {
        Signal signal = only();
        world.signals.dismiss(INSPECTOR, signal.id(), "  Un sondage,\r\nexempté.  ");
        assertThat(only().note()).isEqualTo("Un sondage,\nexempté.");
        assertThat(world.owner
                        .sql("select encode(note::bytea, 'escape') from accounts.signal")
                        .query(String.class)
                        .single())
                .as("wrapped")
                .doesNotContain("sondage");
        world.now = world.now.plus(Duration.ofDays(9));
        world.signals.detect();
        assertThat(only().figures()).containsEntry("people", 5L);
        assertThat(only().found().days()).isEqualTo(1);
        world.now = world.now.plus(Duration.ofDays(21)).plusSeconds(1);
        for (int i = 0; i < 5; i++) {
            world.complain(world.number(), CALLER, null);
        }
        world.signals.detect();
        assertThat(world.all(null)).extracting(Signal::state).containsExactly(Signal.State.NEW, Signal.State.DISMISSED);
    }

    @Test
    void inspectorMovesASignalOnceAndEachMoveIsAudited() {
        UUID id = only().id();
        assertThat(world.signals.open(INSPECTOR, id).state()).isEqualTo(Signal.State.SEEN);
        assertThat(world.signals.open(INSPECTOR, id).state()).isEqualTo(Signal.State.SEEN);
        assertRefused(() -> world.signals.dismiss(INSPECTOR, id, " "), SignalRefusal.NoteNeeded.class);
        assertRefused(
                () -> world.signals.dismiss(INSPECTOR, id, "x".repeat(Signals.MAX_NOTE + 1)),
                SignalRefusal.NoteNeeded.class);
        UUID caseFile = UUID.randomUUID();
        world.signals.takeIntoCase(INSPECTOR, id, caseFile);
        assertThat(only().caseFile()).isEqualTo(caseFile);
        assertRefused(() -> world.signals.dismiss(INSPECTOR, id, "rien"), SignalRefusal.SignalSettled.class);
        assertThat(world.signals.open(INSPECTOR, id).state()).isEqualTo(Signal.State.IN_CASE);
        assertRefused(() -> world.signals.open(INSPECTOR, UUID.randomUUID()), SignalRefusal.UnknownSignal.class);
        assertRefused(
                () -> world.signals.dismiss(INSPECTOR, UUID.randomUUID(), "x"), SignalRefusal.UnknownSignal.class);
        assertThat(world.audit.about("signal:" + id, 9))
                .extracting(one -> one.entry().actor() + " " + one.entry().action())
                .containsExactlyInAnyOrder(
                        "system signal.raised",
                        INSPECTOR.actor() + " signal.seen",
                        INSPECTOR.actor() + " signal.in-case");
    }

    @ParameterizedTest
    @EnumSource(Signal.State.class)
    void settledSignalTakesNoOtherEnd(Signal.State state) {
        UUID id = only().id();
        switch (state) {
            case NEW -> {}
            case SEEN -> world.signals.open(INSPECTOR, id);
            case DISMISSED -> world.signals.dismiss(INSPECTOR, id, "rien");
            case IN_CASE -> world.signals.takeIntoCase(INSPECTOR, id, UUID.randomUUID());
        }
        Signal before = only();
        assertThat(before.state()).isEqualTo(state);
        assertThat(Signal.State.of(state.code())).contains(state);
        if (state.next().isEmpty()) {
            assertRefused(() -> world.signals.dismiss(INSPECTOR, id, "autre"), SignalRefusal.SignalSettled.class);
            assertRefused(
                    () -> world.signals.takeIntoCase(INSPECTOR, id, UUID.randomUUID()),
                    SignalRefusal.SignalSettled.class);
            assertThat(world.signals.open(INSPECTOR, id)).isEqualTo(before);
        } else {
            world.signals.dismiss(INSPECTOR, id, "é".repeat(Signals.MAX_NOTE));
            assertThat(only().note()).hasSize(Signals.MAX_NOTE);
        }
    }

    @Test
    void ofInspectorsWhoSettleASignalAtOnceOneDoes() throws Exception {
        UUID id = only().id();
        List<Boolean> done = AtOnce.all(List.<Callable<Boolean>>of(
                () -> isDone(() -> world.signals.dismiss(INSPECTOR, id, "rien")),
                () -> isDone(() -> world.signals.dismiss(INSPECTOR, id, "rien")),
                () -> isDone(() -> world.signals.takeIntoCase(INSPECTOR, id, UUID.randomUUID()))));
        assertThat(done).containsExactlyInAnyOrder(true, false, false);
        assertThat(world.audit.about("signal:" + id, 9))
                .as("raised and settled")
                .hasSize(2);
    }

    @Test
    void codesOfKindsAreReadAsTheyWereWritten() {
        for (Signal.Kind kind : Signal.Kind.values()) {
            assertThat(Signal.Kind.of(kind.code())).contains(kind);
            assertThat(kind.code()).matches("[a-z-]+");
        }
        assertThat(Signal.Kind.of("SURGE")).isEmpty();
        assertThat(Signal.State.of("in_case")).isEmpty();
    }

    @Test
    void detectorThatFailsKeepsNoOtherFromLooking() {
        Detector broken = new Detector() {
            @Override
            public Signal.Kind kind() {
                return Signal.Kind.HIT_RATE;
            }

            @Override
            public Map<String, Long> parameters() {
                return Map.of();
            }

            @Override
            public List<Detection> find(Instant now) {
                throw new IllegalStateException("broken");
            }
        };
        Detector found = new Detector() {
            @Override
            public Signal.Kind kind() {
                return Signal.Kind.SPREAD;
            }

            @Override
            public Map<String, Long> parameters() {
                return Map.of("principals", 1L);
            }

            @Override
            public List<Detection> find(Instant now) {
                return List.of(Detection.about(world.company(), Map.of("principals", 2L)));
            }
        };
        Signals signals = new Signals(world.kept, List.of(broken, found), 30);
        assertThatThrownBy(signals::detect).hasMessage("broken");
        assertThat(world.all(Signal.Kind.SPREAD)).hasSize(1);
    }

    /** The inspector of a case gets one mail a night about any number of signals. */
    @Test
    void watcherHearsOnceANightOfACompanyAndNotOfASignalThatIsKnown() {
        UUID company = world.company();
        Signals signals = new Signals(
                world.kept, List.of(about(company, Signal.Kind.SPREAD), about(company, Signal.Kind.OFF_HOURS)), 30);
        world.watched.clear();
        signals.detect();
        assertThat(world.watched).containsExactly(company);
        assertThat(signals.unsettled(INSPECTOR)).containsEntry(company, 2L);
        signals.detect();
        assertThat(world.watched).hasSize(1);
        signals.dismiss(INSPECTOR, world.all(Signal.Kind.SPREAD).getFirst().id(), "Vu.");
        assertThat(signals.unsettled(INSPECTOR)).containsEntry(company, 1L);
    }

    @Test
    void watcherHearsOfACompanyAgainWhereWhatItHeardOfWasRolledBack() {
        UUID company = world.company();
        List<UUID> heard = new ArrayList<>();
        Signals.Needs kept = new Signals.Needs(
                world.kept.database(), world.kept.clock(), world.kept.audit(), world.kept.keys(), raised -> {
                    heard.add(raised);
                    if (heard.size() == 1) {
                        throw new IllegalStateException("no mail");
                    }
                });
        Signals signals = new Signals(
                kept, List.of(about(company, Signal.Kind.SPREAD), about(company, Signal.Kind.OFF_HOURS)), 30);
        assertThatThrownBy(signals::detect).isInstanceOf(IllegalStateException.class);
        assertThat(heard).containsExactly(company, company);
        assertThat(signals.unsettled(INSPECTOR)).containsEntry(company, 1L);
    }

    private static Detector about(UUID company, Signal.Kind kind) {
        return new Detector() {
            @Override
            public Signal.Kind kind() {
                return kind;
            }

            @Override
            public Map<String, Long> parameters() {
                return Map.of("principals", 1L);
            }

            @Override
            public List<Detection> find(Instant now) {
                return List.of(Detection.about(company, Map.of("principals", 2L)));
            }
        };
    }

    @Test
    void signalOfALaterVersionIsLeftOut() {
        Signal signal = only();
        world.owner.sql("update accounts.signal set kind = 'LATER'").update();
        assertThat(world.all(null)).isEmpty();
        assertRefused(() -> world.signals.open(INSPECTOR, signal.id()), SignalRefusal.UnknownSignal.class);
    }

    @Test
    void signalsAreForgottenThreeYearsAfterTheyWereLastFound() {
        world.now = Instant.parse("2029-11-26T23:00:00Z");
        assertThat(world.signals.forget()).isZero();
        world.now = Instant.parse("2029-11-27T23:00:00Z");
        assertThat(world.signals.forget()).isEqualTo(1);
    }
}
