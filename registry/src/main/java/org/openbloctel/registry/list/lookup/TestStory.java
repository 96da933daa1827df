package org.openbloctel.registry.list.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Goods;
import org.openbloctel.law.Known;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.Scope;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;

/**
 * What a test key knows of a number for fiction, so that each answer of the law can be tried: two of its digits tell a story, the last
 * one whether it is on the list (odd numbers are). The same judge then judges it by the law of the day. All times are counted back from
 * the question, so that a story is true on any day; the table in docs/api.md says the same. Immutable.
 */
public enum TestStory {
    /** Nothing is known: no consent, no call, no refusal. */
    NOTHING(0),
    /** A consent holds. */
    CONSENT(10),
    /** A consent was withdrawn yesterday. */
    WITHDRAWN(11),
    /** A consent ended yesterday. */
    ENDED(12),
    /** Whether there is a consent is not known. */
    NOT_KNOWN(13),
    /** A consent, and a refusal since. */
    REFUSED(14),
    /** A refusal, and a consent since, which the person confirmed. */
    CONSENT_SINCE(15),
    /** A consent, and four calls within thirty days. */
    USED_UP(16),
    /** A consent, and three calls within thirty days. */
    ONE_LEFT(17),
    /** A consent, and a conversation two hours ago. */
    SPOKEN_TO(18),
    /** The person let the caller call in spite of the list, here and themselves. */
    PERMITTED(19),
    /** The person asked yesterday to be called back; no consent beside it. */
    ASKED(20),
    /** A consent, and an appointment for this very moment. */
    AGREED(21),
    /** A consent; the list was looked up forty days ago. */
    CHECKED_LONG_AGO(22),
    /** A consent to calls about insurance alone. */
    INSURANCE_ONLY(23),
    /** A consent that the person confirmed. */
    CONFIRMED(24),
    /** A refusal, and a consent since, which a company claims alone. */
    CLAIMED_SINCE(25);

    private static final int PLACES = 100;
    private static final Duration DAY = Duration.ofDays(1);
    /** The goods of the consents in stories: a call of the subject {@code other} names them. */
    public static final String GOODS = "essai";

    private static final Scope EVERYTHING = new Scope(EnumSet.allOf(Sector.class), Subject.all(), Goods.of(GOODS));

    private final int digits;

    TestStory(int digits) {
        this.digits = digits;
    }

    /** The story of a number for fiction; that of nothing for digits that tell none. */
    public static TestStory of(long e164) {
        long digits = e164 / PLACES % PLACES;
        return Arrays.stream(values())
                .filter(story -> story.digits == digits)
                .findFirst()
                .orElse(NOTHING);
    }

    /** The two digits before the last two. */
    public int digits() {
        return digits;
    }

    /** Whether a number for fiction is on the list of test keys. */
    public static boolean isListed(long e164) {
        return e164 % 2 == 1;
    }

    /**
     * What is known of a number for fiction.
     *
     * @param at when the question is asked, or the instant of a call of the past
     */
    public static Known known(long e164, Instant at) {
        return of(e164).known(isListed(e164), at);
    }

    private Known known(boolean listed, Instant at) {
        Instant yesterday = at.minus(DAY);
        Consent good = consent(at, null, EVERYTHING, null);
        return switch (this) {
            case NOTHING -> quiet(listed, at, Consent.NONE);
            case CONSENT -> quiet(listed, at, good);
            case WITHDRAWN -> quiet(listed, at, consent(at, yesterday, EVERYTHING, null));
            case ENDED -> quiet(listed, at, new Consent(daysBefore(at, 100), yesterday, true, null, EVERYTHING, null));
            case NOT_KNOWN -> quiet(listed, at, null);
            case REFUSED -> refused(listed, at, 5, good);
            case CONSENT_SINCE -> refused(listed, at, 61, consent(at, null, EVERYTHING, daysBefore(at, 9)));
            case CLAIMED_SINCE -> refused(listed, at, 61, good);
            case USED_UP -> called(listed, at, good, 20, 10, 2, 1);
            case ONE_LEFT -> called(listed, at, good, 10, 2, 1);
            case SPOKEN_TO -> {
                Instant spoken = at.minus(Duration.ofHours(2));
                yield new Known(listed, at, List.of(spoken), spoken, null, good, null, null, null);
            }
            case PERMITTED -> {
                Consent given = consent(at, null, EVERYTHING, daysBefore(at, 10));
                yield new Known(listed, at, List.of(), null, null, given, null, null, given);
            }
            case ASKED -> new Known(listed, at, List.of(), null, null, Consent.NONE, yesterday, null, null);
            case AGREED -> new Known(listed, at, List.of(), null, null, good, null, at, null);
            case CHECKED_LONG_AGO ->
                new Known(listed, daysBefore(at, 40), List.of(), null, null, good, null, null, null);
            case INSURANCE_ONLY -> quiet(listed, at, consent(at, null, Scope.of(Set.of(Sector.INSURANCE)), null));
            case CONFIRMED -> quiet(listed, at, consent(at, null, EVERYTHING, daysBefore(at, 9)));
        };
    }

    /** No call, no refusal. */
    private static Known quiet(boolean listed, Instant at, @Nullable Consent consent) {
        return new Known(listed, at, List.of(), null, null, consent, null, null, null);
    }

    private static Known refused(boolean listed, Instant at, int daysAgo, Consent consent) {
        Instant refused = daysBefore(at, daysAgo);
        return new Known(listed, at, List.of(refused), refused, refused, consent, null, null, null);
    }

    /** The call was not answered. */
    private static Known called(boolean listed, Instant at, Consent consent, int... daysAgo) {
        List<Instant> calls =
                Arrays.stream(daysAgo).mapToObj(days -> daysBefore(at, days)).toList();
        return new Known(listed, at, calls, null, null, consent, null, null, null);
    }

    /** From ten days ago, for a hundred days to come. */
    private static Consent consent(
            Instant at, @Nullable Instant withdrawn, Scope scope, @Nullable Instant confirmedAt) {
        return new Consent(daysBefore(at, 10), at.plus(DAY.multipliedBy(100)), true, withdrawn, scope, confirmedAt);
    }

    private static Instant daysBefore(Instant at, int days) {
        return at.minus(DAY.multipliedBy(days));
    }
}
