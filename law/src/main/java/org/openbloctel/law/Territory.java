package org.openbloctel.law;

import java.time.ZoneId;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Where a number belongs, by ARCEP's plan. A default for the consumer's zone and no more: a mobile of +33 may live in Réunion, so a
 * zone that the caller gives wins.
 */
public enum Territory {
    /** +33. */
    MAINLAND("Europe/Paris"),
    /** +590, with Saint-Martin and Saint-Barthélemy. */
    GUADELOUPE("America/Guadeloupe"),
    /** +594. */
    GUYANE("America/Cayenne"),
    /** +596. */
    MARTINIQUE("America/Martinique"),
    /** +262 but Mayotte's. */
    REUNION("Indian/Reunion"),
    /** Of +262: 0268, 0269, 0639, 070935 to 070939, 09398, 09478, 09769. */
    MAYOTTE("Indian/Mayotte"),
    /** +508; its clocks change on North America's days. */
    SAINT_PIERRE_ET_MIQUELON("America/Miquelon");

    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private final ZoneId zone;

    Territory(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** Its time. */
    public ZoneId zone() {
        return zone;
    }

    /** Where a number belongs. */
    public static Territory of(long e164) {
        long national = PLAN.national(e164);
        if (national < 0) {
            throw new IllegalArgumentException("not a number of this plan");
        }
        long international = PLAN.international(national);
        return switch ((int) countryCode(international)) {
            case 262 -> isOfMayotte(national) ? MAYOTTE : REUNION;
            case 508 -> SAINT_PIERRE_ET_MIQUELON;
            case 590 -> GUADELOUPE;
            case 594 -> GUYANE;
            case 596 -> MARTINIQUE;
            default -> MAINLAND;
        };
    }

    /** +33 has eleven digits, all others three of code: twelve, or nine for +508's short numbers. */
    private static long countryCode(long e164) {
        if (e164 >= 100_000_000_000L) {
            return e164 / 1_000_000_000L;
        }
        return e164 < 1_000_000_000L ? e164 / 1_000_000L : 33;
    }

    private static boolean isOfMayotte(long national) {
        int five = (int) (national / 10_000);
        int three = five / 100;
        int four = five / 10;
        return three == 268
                || three == 269
                || three == 639
                || (five >= 70935 && five <= 70939)
                || four == 9398
                || four == 9478
                || four == 9769;
    }
}
