package org.openbloctel.registry.scrubbing;

/** Takes the numbers of each line that was judged. Not thread-safe. */
interface LineNumbers {
    /**
     * Adds a line.
     *
     * @param numbers its numbers, from the front; what is several numbers in one field is negative, and 0 stands for none
     * @param n how many there are, at least 1
     */
    void add(long[] numbers, int n);

    /** What came of them, at the end. */
    SortedPrints sorted();

    /** Stands for a field that does not hold exactly one number. */
    static long ofText(String text) {
        long hash = 1;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x9e3779b97f4a7c15L + text.charAt(i);
        }
        return hash | Long.MIN_VALUE;
    }
}
