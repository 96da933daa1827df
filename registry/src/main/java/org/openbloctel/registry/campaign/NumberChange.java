package org.openbloctel.registry.campaign;

import java.time.Instant;

/**
 * A line of a kept file whose number went on the list or left it.
 *
 * @param cursor its place among all changes of the campaign, ascending
 * @param at when that was noticed
 * @param opposed whether it went on the list; else it left it
 * @param reference the caller's own reference, or the line
 * @param number the number as the caller wrote it: behind a second factor or a key only
 * @param listRevision by which revision of the list
 */
public record NumberChange(
        long cursor, Instant at, boolean opposed, String reference, String number, long listRevision) {
    /** Without what may not be in a log. */
    @Override
    public String toString() {
        return "NumberChange[" + cursor + ", " + (opposed ? "opposed" : "callable") + "]";
    }
}
