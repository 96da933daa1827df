package org.openbloctel.scrub.engine;

import java.util.List;
import org.openbloctel.scrub.number.Reason;

/**
 * What decides beside the list whether a number may be called: the law of a campaign, say. A scrub asks it for all numbers that it
 * reads, a chunk at a time, after the list was looked up. Thread-safe: all threads of a scrub ask the same one. It answers the same for
 * a number however often it is asked, or two readings of a file would differ.
 */
public interface Ruling {
    /** The number may be called. */
    byte CALLABLE = 0;

    /** The number is on the list, and the list is what forbids the call. */
    byte OPPOSED = 1;

    /** Whether the number may be called cannot be told: its line is not checked, for {@link Reason#CANNOT_TELL}. */
    byte CANNOT_TELL = -1;

    /** The most rules that a ruling may name. */
    int MAX_RULES = 64;

    /** The ids of the rules that can forbid, at most {@link #MAX_RULES}; {@link #forbidden} counts places in this list. */
    List<String> rules();

    /**
     * Rules on numbers, each by itself.
     *
     * @param nationals national numbers of the list's plan; what is negative is no number, and its ruling is not read
     * @param n how many there are
     * @param rulings holds 1 for a number on the list and 0 for another; receives {@link #CALLABLE}, {@link #OPPOSED}, {@link #CANNOT_TELL}
     *     or what {@link #forbidden} answers
     */
    void rule(long[] nationals, int n, byte[] rulings);

    /** The ruling that a rule forbids the call, by the rule's place in {@link #rules}. */
    static byte forbidden(int rule) {
        return (byte) (OPPOSED + 1 + rule);
    }
}
