package org.openbloctel.scrub.number;

/** One entry of a plan's table, packed in a byte: a kind, a country's place in the plan, and how it is reached. */
final class Range {
    /** No table knows a subscriber here. */
    static final int UNASSIGNED = 0;
    /** Subscribers have such numbers. */
    static final int SUBSCRIBERS = 1;
    /** Numbers of services and machines. */
    static final int SPECIAL = 2;

    private static final int DROPS = 4;
    private static final int COUNTRY_SHIFT = 3;

    private Range() {}

    static byte of(int kind, int country, boolean dropsCountryCode) {
        return (byte) (kind | (dropsCountryCode ? DROPS : 0) | country << COUNTRY_SHIFT);
    }

    static int kind(int range) {
        return range & 3;
    }

    /** Saint-Pierre-et-Miquelon: 0508 41 12 34 is +508 41 12 34, the first three digits being the country code. */
    static boolean dropsCountryCode(int range) {
        return (range & DROPS) != 0;
    }

    static int country(int range) {
        return range >>> COUNTRY_SHIFT & 15;
    }
}
