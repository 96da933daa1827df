package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Known.Consent;

/** Random calls: the next allowed instant is the one that is found by asking minute by minute. */
@Tag("long")
class JudgePropertyTest {
    private static final CallJudge JUDGE = new CallJudge(LawBook.france());
    private static final int MINUTES = 20 * 24 * 60;
    private static final List<String> ZONES =
            List.of("Europe/Paris", "America/Miquelon", "Indian/Reunion", "America/Martinique", "America/Cayenne");
    /** Days around which something changes. */
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2016, 6, 1),
            LocalDate.of(2020, 7, 26),
            LocalDate.of(2022, 4, 1),
            LocalDate.of(2023, 1, 1),
            LocalDate.of(2023, 3, 1),
            LocalDate.of(2024, 3, 31),
            LocalDate.of(2024, 5, 8),
            LocalDate.of(2024, 10, 27),
            LocalDate.of(2026, 8, 11),
            LocalDate.of(2026, 11, 11),
            LocalDate.of(2026, 12, 1));

    private static final List<Subject> SUBJECTS = Subject.on(LocalDate.of(2026, 12, 1));
    private static final List<Goods> GOODS = List.of(Goods.NONE, Goods.of("fenêtres"), Goods.of("alarmes"));

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theNextAllowedInstantIsFoundMinuteByMinuteToo() {
        int found = 0;
        for (int i = 0; i < 150; i++) {
            Instant at =
                    near(LocalDate.of(2024, 6, 1).atStartOfDay(ZoneId.of("UTC")).toInstant());
            Call call = call(at);
            Known known = known(at);
            CallVerdict verdict = JUDGE.judge(call, known);
            Instant slow = minuteByMinute(call, known);
            Instant next = verdict.nextAllowedAt();
            boolean inReach = next != null && !next.isAfter(at.plus(MINUTES, ChronoUnit.MINUTES));
            assertThat(inReach ? next : null)
                    .as("seed %d, call %d: %s %s", seed, i, call, known)
                    .isEqualTo(slow);
            found += slow != null && slow.isAfter(at) ? 1 : 0;
        }
        assertThat(found).as("calls that wait, seed %d", seed).isGreaterThan(10);
    }

    @Test
    void whoeverKnowsLessIsNeverAllowedMore() {
        int allowed = 0;
        for (int i = 0; i < 20_000; i++) {
            Instant at = near(Instant.EPOCH);
            Call call = call(at);
            Known known = known(at);
            Answer answer = JUDGE.judge(call, known).answer();
            allowed += answer == Answer.ALLOWED ? 1 : 0;
            for (int what = 0; what < 7 && answer != Answer.ALLOWED; what++) {
                assertThat(JUDGE.judge(what == 4 ? withoutSector(call) : call, without(known, what))
                                .answer())
                        .as("seed %d, call %d, less %d: %s %s", seed, i, what, call, known)
                        .isNotEqualTo(Answer.ALLOWED);
            }
        }
        assertThat(allowed).as("seed %d", seed).isBetween(1_000, 19_000);
    }

    @Test
    void ruleOfAnotherSectorIsNeverAGround() {
        int left = 0;
        for (int i = 0; i < 20_000; i++) {
            Instant at = near(Instant.EPOCH);
            Call call = call(at);
            Known known = known(at);
            List<String> concerning = JUDGE.concerning(call);
            assertThat(JUDGE.judge(call, known).grounds().stream()
                            .map(Ground::rule)
                            .filter(rule -> !rule.equals(CallJudge.NO_REGIME)))
                    .as("seed %d, call %d: %s %s", seed, i, call, known)
                    .isSubsetOf(concerning);
            assertThat(concerning).isSubsetOf(JUDGE.binding(call));
            assertThat(JUDGE.concerning(withoutSector(call))).isEqualTo(JUDGE.binding(withoutSector(call)));
            left += JUDGE.binding(call).size() - concerning.size();
        }
        assertThat(left).as("seed %d", seed).isPositive();
    }

    @Test
    void whatForbidsStandsBeforeWhatIsOnlyMissing() {
        int mixed = 0;
        for (int i = 0; i < 20_000; i++) {
            Instant at = near(Instant.EPOCH);
            List<Boolean> forbid =
                    JUDGE.judge(withoutSector(call(at)), without(known(at), random.nextInt(7))).grounds().stream()
                            .map(Ground::forbids)
                            .toList();
            assertThat(forbid).as("seed %d, call %d", seed, i).isSortedAccordingTo(Comparator.reverseOrder());
            mixed += Set.copyOf(forbid).size() - 1 > 0 ? 1 : 0;
        }
        assertThat(mixed).as("seed %d", seed).isPositive();
    }

    private static Known without(Known known, int what) {
        return new Known(
                what == 0 ? null : known.listed(),
                what == 1 ? null : known.listCheckedAt(),
                what == 2 ? null : known.attempts(),
                what == 5 ? Known.UNKNOWN : known.contactedAt(),
                what == 6 ? Known.UNKNOWN : known.refusedAt(),
                what == 3 ? null : known.consent(),
                known.calledBackOnRequestAt(),
                known.agreedAt(),
                what == 4 ? null : known.permission());
    }

    private static Call withoutSector(Call call) {
        return new Call(
                call.at(),
                call.zone(),
                Topic.of(null),
                call.relation(),
                call.relatedToContract(),
                call.b2b(),
                call.caller(),
                call.automated());
    }

    /** The obvious way: is it allowed now? And in a minute? */
    private static @Nullable Instant minuteByMinute(Call call, Known known) {
        for (int minute = 0; minute <= MINUTES; minute++) {
            Instant at = call.at().plus(minute, ChronoUnit.MINUTES);
            Call later = new Call(
                    at,
                    call.zone(),
                    call.topic(),
                    call.relation(),
                    call.relatedToContract(),
                    call.b2b(),
                    call.caller(),
                    call.automated());
            if (JUDGE.judge(later, known).answer() == Answer.ALLOWED) {
                return at;
            }
        }
        return null;
    }

    private Instant near(Instant otherwise) {
        LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
        Instant at = random.nextInt(8) == 0 && otherwise.isAfter(Instant.EPOCH)
                ? otherwise
                : day.atStartOfDay(ZoneId.of("UTC")).toInstant();
        return at.plus(random.nextInt(20 * 24 * 60) - 10 * 24 * 60, ChronoUnit.MINUTES);
    }

    private Call call(Instant at) {
        return new Call(
                at,
                ZoneId.of(one(ZONES)),
                topic(),
                one(List.of(Relation.values())),
                random.nextBoolean(),
                random.nextInt(10) == 0,
                random.nextInt(3) == 0 ? CallerNumber.read("0162001234") : null,
                random.nextInt(3) == 0);
    }

    private Topic topic() {
        Sector sector = random.nextInt(3) == 0 ? one(List.of(Sector.values())) : Sector.OTHER;
        LocalDate until = random.nextInt(3) == 0 ? one(DAYS) : LocalDate.MAX;
        return random.nextInt(3) == 0
                ? Topic.of(one(SUBJECTS), one(GOODS))
                : new Topic(sector, null, one(GOODS), random.nextInt(3) == 0 ? null : until);
    }

    private Scope scope() {
        return new Scope(
                random.nextInt(3) == 0 ? Set.of(one(List.of(Sector.values()))) : EnumSet.allOf(Sector.class),
                random.nextInt(3) == 0 ? List.of(one(SUBJECTS)) : List.of(),
                one(GOODS));
    }

    private Known known(Instant at) {
        List<Instant> attempts = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            attempts.add(around(at, 33));
        }
        return new Known(
                random.nextInt(5) == 0,
                at.minus(Duration.ofMinutes(random.nextInt(33 * 24 * 60))),
                random.nextInt(10) == 0 ? null : attempts,
                random.nextInt(3) == 0 ? around(at, 1) : null,
                random.nextInt(3) == 0 ? around(at, 65) : null,
                consent(at),
                random.nextInt(3) == 0 ? around(at, 6) : null,
                random.nextInt(3) == 0 ? at.plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60) - 60)) : null,
                random.nextInt(3) == 0 ? consent(at) : null);
    }

    private Consent consent(Instant at) {
        if (random.nextInt(4) == 0) {
            return Consent.NONE;
        }
        Instant given = around(at, 12);
        return new Consent(
                given,
                given.plus(Duration.ofMinutes(1 + random.nextInt(200 * 24 * 60))),
                random.nextInt(8) > 0,
                random.nextInt(8) == 0 ? around(at, 20) : null,
                scope(),
                random.nextBoolean() ? around(at, 12) : null);
    }

    /** Mostly before, sometimes after; on the minutes at which the oracle asks. */
    private Instant around(Instant at, int days) {
        int minutes = random.nextInt(days * 24 * 60);
        return random.nextInt(6) == 0
                ? at.plus(minutes / 4, ChronoUnit.MINUTES)
                : at.minus(minutes, ChronoUnit.MINUTES);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
