package org.openbloctel.bench.answer;

import java.io.IOException;
import java.util.Arrays;

/**
 * One written file against the rows that are expected of it, given one after the other.
 *
 * <p>Up to the first difference rows are compared one by one. From there on both sides are added up as sums of row hashes, so
 * that the same rows in another order are told from other rows without sorting either side.
 */
final class Comparison implements AutoCloseable {

    private final Expected expected;
    private final Records given;
    private final Shape rightShape = new Shape();
    private final Shape givenShape = new Shape();
    private boolean inOrder = true;
    private long rightRows;
    private long givenRows;
    private long rightSum;
    private long givenSum;

    Comparison(Expected expected) throws IOException {
        this.expected = expected;
        given = new Records(expected.file());
    }

    boolean wants(int mark) {
        return expected.wanted().indexOf(mark) >= 0;
    }

    /** Takes the next row that should be there: the one that the reader stands at. */
    void expect(Records right) throws IOException {
        rightShape.take(right);
        rightRows++;
        if (inOrder) {
            boolean more = nextGiven();
            if (more && rightShape.sameAs(givenShape)) {
                return;
            }
            inOrder = false;
            if (more) {
                givenSum += givenShape.hash();
            }
        }
        rightSum += rightShape.hash();
    }

    /** After the last row that should be there. */
    Answer finish() throws IOException {
        while (nextGiven()) {
            inOrder = false;
            givenSum += givenShape.hash();
        }
        Answer.Kind kind;
        if (rightRows != givenRows || rightSum != givenSum) {
            kind = Answer.Kind.DIFFERS;
        } else {
            kind = inOrder ? Answer.Kind.SAME : Answer.Kind.ORDER_LOST;
        }
        // The header is no row.
        return new Answer(kind, Math.max(0, rightRows - 1), Math.max(0, givenRows - 1));
    }

    private boolean nextGiven() throws IOException {
        if (!given.next()) {
            return false;
        }
        givenShape.take(given);
        givenRows++;
        return true;
    }

    @Override
    public void close() throws IOException {
        given.close();
    }

    /** A row in the form in which it is compared. */
    private final class Shape {
        private byte[] bytes = new byte[4096];
        private int length;

        void take(Records row) {
            int size = row.end() - row.start();
            if (size > bytes.length) {
                bytes = new byte[2 * size];
            }
            length = expected.likeness().shape(row.buffer(), row.start(), row.end(), bytes);
        }

        boolean sameAs(Shape other) {
            return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
        }

        long hash() {
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < length; i++) {
                hash = (hash ^ bytes[i]) * 0x100000001b3L;
            }
            // FNV leaves its high bits poorly mixed, and a sum would keep that.
            hash = (hash ^ hash >>> 32) * 0x9fb21c651e98df25L;
            return hash ^ hash >>> 29;
        }
    }
}
