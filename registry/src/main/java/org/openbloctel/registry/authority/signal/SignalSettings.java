package org.openbloctel.registry.authority.signal;

/**
 * The thresholds of the detectors.
 *
 * @param quietDays how long a dismissed signal, or one that led to a case, is not raised again
 */
public record SignalSettings(
        Unchecked unchecked,
        Surge surge,
        Told told,
        HitRate hitRate,
        OffHours offHours,
        Spread spread,
        Consents consents,
        int quietDays) {
    /** People who complain within so many days about a company that had no number checked for so many days before. */
    public record Unchecked(int people, int days, int checkDays) {}

    /** People who complain about one calling number within so many days. */
    public record Surge(int people, int days) {}

    /** People who complain within so many days about a company whose check of their number was answered {@code OPPOSED}. */
    public record Told(int people, int days) {}

    /** Numbers that were checked within so many days, of which the share on the list is so many times that of the others, or less. */
    public record HitRate(int numbers, int days, int times) {}

    /** Calls reported outside the hours within so many days: so many, and so many of a hundred. */
    public record OffHours(int calls, int days, int percent) {}

    /** Principals of one agent about whom people complain within so many days. */
    public record Spread(int principals, int days) {}

    /** People who complain within so many days although the company claims their consent. */
    public record Consents(int people, int days) {}
}
