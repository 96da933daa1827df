package org.openbloctel.scrub.list;

import java.util.List;
import org.openbloctel.scrub.number.Reason;

/**
 * What a file of numbers held.
 *
 * @param lines lines in the file, blank ones and comments too
 * @param numbers lines that hold a number that can be on a list
 * @param unreadable lines that hold something else
 * @param firstUnreadable the first ten of these
 */
public record LinesRead(long lines, long numbers, long unreadable, List<BadLine> firstUnreadable) {
    /**
     * A line that could not be read, named by its place and never by what it holds.
     *
     * @param line its number, from 1
     * @param offset its first byte, from 0
     * @param reason why it could not be read
     */
    public record BadLine(long line, long offset, Reason reason) {}
}
