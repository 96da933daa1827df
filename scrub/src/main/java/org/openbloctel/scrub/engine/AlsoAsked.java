package org.openbloctel.scrub.engine;

/**
 * Is told of the numbers that a judgement looked up beside the one that it names: several numbers in one field, and those elsewhere in a
 * line. The answer tells something of each of them.
 */
@FunctionalInterface
public interface AlsoAsked {
    /**
     * A number was looked up. What is written like a number in a range without subscribers, and is not on the list, is an id as a rule:
     * it is told of in a phone field alone.
     *
     * @param place the place of what was judged among those judged at once; 0 where there is one
     * @param e164 the number
     */
    void also(int place, long e164);
}
