package org.openbloctel.registry.database;

import java.util.function.IntUnaryOperator;

/**
 * Erasure in parts. A statement that takes longer than a connection of a job may be silent (a minute) fails, and with all rows in one
 * statement it would fail each day again, with more of them. Stateless.
 */
public final class InParts {
    /** Less than a second for rows of any table. */
    private static final int ROWS = 20_000;

    private InParts() {}

    /**
     * Erases until nothing is left.
     *
     * @param part erases at most so many rows and returns how many it erased
     * @return how many there were in all
     */
    public static int erase(IntUnaryOperator part) {
        int all = 0;
        for (int erased = part.applyAsInt(ROWS); erased > 0; erased = part.applyAsInt(ROWS)) {
            all += erased;
        }
        return all;
    }
}
