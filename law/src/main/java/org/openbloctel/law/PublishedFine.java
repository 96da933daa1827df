package org.openbloctel.law;

/**
 * A fine that the authority published, without the name of the company.
 *
 * @param calls of how many calls
 * @param more whether there were more than so many
 * @param euros the whole amount
 */
public record PublishedFine(int year, int calls, boolean more, long euros, String source) {
    /** The fine per call, in cents, rounded down. */
    public long centsPerCall() {
        return euros * 100 / calls;
    }
}
