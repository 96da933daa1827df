package org.openbloctel.registry.lookup;

import java.time.Duration;

/**
 * When look-ups are no longer those of a company that checks whom to call. The list stops about 4 of 100 calls; a caller that walks
 * through ranges asks for neighbours, hits ranges that nobody has, or wants to know only what is on the list.
 *
 * @param most numbers of one request
 * @param window how long look-ups are counted together
 * @param least so many must have been asked before anything is concluded
 * @param leastForNone so many, before it is strange that hardly any was opposed
 * @param alertShare neighbours or unassigned ranges, of a hundred, that raise an alert
 * @param alertOpposed opposed numbers, of a hundred, that raise an alert
 * @param stopShare neighbours or unassigned ranges, of a hundred, that stop the company
 */
public record LookupRules(
        int most, Duration window, int least, int leastForNone, int alertShare, int alertOpposed, int stopShare) {
    public static final LookupRules USUAL = new LookupRules(10_000, Duration.ofHours(1), 1_000, 20_000, 20, 30, 60);
}
