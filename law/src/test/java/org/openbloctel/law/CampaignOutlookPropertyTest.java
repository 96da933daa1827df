package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.CampaignOutlook.Prospect;
import org.openbloctel.law.CampaignOutlook.Remedy;
import org.openbloctel.law.CampaignOutlook.Stretch;
import org.openbloctel.law.Known.Consent;

/** Random campaigns: what is said of all their calls is what the judge says of each. */
@Tag("long")
class CampaignOutlookPropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2016, 5, 1);
    private static final int DAYS = 4_000;
    private static final List<String> ZONES = List.of("Europe/Paris", "America/Miquelon", "Indian/Reunion");
    private static final List<LawBook> BOOKS = List.of(
            LawBook.france(),
            LawBook.france(Map.of(
                    "opposition-list.enforced", "true",
                    "energy-renovation-ban.contract", "ongoing-related",
                    "home-adaptation-ban.contract", "ongoing-related")));

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void eachCallIsJudgedAsTheOutlookOfItsCampaignSays() {
        Map<Prospect, Integer> seen = new EnumMap<>(Prospect.class);
        for (int i = 0; i < 4_000; i++) {
            LawBook book = one(BOOKS);
            CallJudge judge = new CallJudge(book);
            Purpose purpose = new Purpose(
                    one(List.of(Sector.values())),
                    one(List.of(Relation.values())),
                    random.nextBoolean(),
                    random.nextInt(6) == 0);
            LocalDate first = FIRST.plusDays(random.nextInt(DAYS));
            CampaignOutlook outlook = CampaignOutlook.of(book, purpose, first, first.plusDays(random.nextInt(365)));
            assertThat(outlook.stretches().getFirst().from()).isEqualTo(first);
            Stretch stretch = one(outlook.stretches());
            seen.merge(stretch.prospect(), 1, Integer::sum);
            check(judge, purpose, stretch, "seed %d, campaign %d: %s %s".formatted(seed, i, purpose, stretch));
        }
        assertThat(seen).as("seed %d", seed).hasSize(Prospect.values().length);
    }

    private void check(CallJudge judge, Purpose purpose, Stretch stretch, String what) {
        ZoneId zone = ZoneId.of(one(ZONES));
        long length = java.time.temporal.ChronoUnit.DAYS.between(stretch.from(), stretch.to()) + 1;
        Instant at = stretch.from()
                .plusDays(random.nextLong(length))
                .atTime(random.nextInt(24), random.nextInt(60))
                .atZone(zone)
                .toInstant();
        for (int n = 0; n < 20; n++) {
            Call call = call(purpose, at, zone);
            boolean callback = stretch.unless().contains(Remedy.CALLBACK) ? false : random.nextBoolean();
            Known any = known(at, stretch.prospect() != Prospect.NEEDS_CONSENT, callback, random.nextInt(4) == 0);
            if (stretch.prospect() != Prospect.POSSIBLE) {
                assertThat(judge.judge(call, any).answer()).as(what).isNotEqualTo(Answer.ALLOWED);
            }
            Known listed = known(at, true, true, true);
            if (stretch.list() != null) {
                assertThat(judge.judge(call, listed).answer()).as(what).isNotEqualTo(Answer.ALLOWED);
            }
        }
        boolean lawful = stretch.prospect() != Prospect.FORBIDDEN;
        Known best = best(at, stretch.prospect() == Prospect.NEEDS_CONSENT, false);
        assertThat(allows(judge, purpose, at, zone, best)).as(what).isEqualTo(lawful);
        for (Remedy remedy : stretch.unless()) {
            Purpose changed = switch (remedy) {
                case CALLBACK -> purpose;
                case CONTRACT -> purpose.withContract();
                case B2B -> purpose.toProfessionals();
            };
            Known then = best(at, stretch.prospect() == Prospect.FORBIDDEN, remedy == Remedy.CALLBACK);
            assertThat(allows(judge, changed, at, zone, then))
                    .as(remedy + " " + what)
                    .isTrue();
        }
    }

    private static boolean allows(CallJudge judge, Purpose purpose, Instant at, ZoneId zone, Known known) {
        return judge.judge(call(purpose, at, zone), known).answer() == Answer.ALLOWED;
    }

    private static Call call(Purpose purpose, Instant at, ZoneId zone) {
        return new Call(
                at,
                zone,
                Topic.of(purpose.sector()),
                purpose.relation(),
                purpose.relatedToContract(),
                purpose.b2b(),
                null,
                null);
    }

    /** A number that nothing is known against, at an hour that was agreed. */
    private static Known best(Instant at, boolean consented, boolean callback) {
        return new Known(
                false,
                at,
                List.of(),
                null,
                null,
                consented ? lasting(at) : Consent.NONE,
                callback ? at : null,
                at,
                null);
    }

    private static Consent lasting(Instant at) {
        return new Consent(
                at.minus(Duration.ofDays(30)),
                at.plus(Duration.ofDays(60)),
                true,
                null,
                Scope.of(EnumSet.allOf(Sector.class)),
                at.minus(Duration.ofDays(30)));
    }

    /** Anything, from nothing at all to all that could speak for a call; permissions aside where a number is listed. */
    private Known known(Instant at, boolean consents, boolean callback, boolean listed) {
        return new Known(
                listed,
                random.nextInt(5) == 0 ? null : at,
                random.nextInt(5) == 0 ? null : List.of(),
                null,
                random.nextInt(5) == 0 ? at.minus(Duration.ofDays(random.nextInt(90))) : null,
                consents ? consent(at) : one(List.of(Consent.NONE, withdrawn(at))),
                callback ? at.minus(Duration.ofDays(random.nextInt(9))) : null,
                random.nextBoolean() ? at : null,
                null);
    }

    private @Nullable Consent consent(Instant at) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Consent.NONE;
            default -> lasting(at);
        };
    }

    private static Consent withdrawn(Instant at) {
        return new Consent(
                at.minus(Duration.ofDays(30)),
                at.plus(Duration.ofDays(60)),
                true,
                at.minus(Duration.ofDays(1)),
                Scope.of(EnumSet.allOf(Sector.class)),
                at.minus(Duration.ofDays(30)));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
