package org.openbloctel.registry.platform.database;

import java.util.function.IntUnaryOperator;

/**
 * Erasure in parts. A statement that takes longer than a connection of a job may be silent (a minute) fails, and with all rows in one
 * statement it would fail each day again, with more of them. Stateless.
 */
public final class InParts {
    /** Less than a second for rows of any table. */
    private static final int ROWS = 20_000;

    /** In a rehearsal each part passes the rows of those before it once more: fewer parts. */
    private static final int ROWS_REHEARSED = 500_000;

    private InParts() {}

    /**
     * Erases until nothing is left.
     *
     * @param part erases at most so many rows and returns how many it erased
     * @return how many there were in all
     */
    public static int erase(IntUnaryOperator part) {
        int rows = Database.isRehearsal() ? ROWS_REHEARSED : ROWS;
        int all = 0;
        for (int erased = part.applyAsInt(rows); erased > 0; erased = part.applyAsInt(rows)) {
            all += erased;
        }
        return all;
    }
}
