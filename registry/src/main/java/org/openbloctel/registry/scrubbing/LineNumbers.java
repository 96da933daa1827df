package org.openbloctel.registry.scrubbing;

/** Takes the numbers of each line that was judged. Not thread-safe. */
interface LineNumbers {
    /** Adds a line by its numbers, of which there is at least one; what is several numbers in one field is negative. */
    void add(long... numbers);

    /** What came of them, at the end. */
    SortedPrints sorted();
}
