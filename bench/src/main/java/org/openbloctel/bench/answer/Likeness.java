package org.openbloctel.bench.answer;

/** When two rows are the same. */
public enum Likeness {
    /** Byte for byte, line end included. */
    BYTES {
        @Override
        int shape(byte[] from, int start, int end, byte[] to) {
            System.arraycopy(from, start, to, 0, end - start);
            return end - start;
        }
    },
    /** Field for field, for programs that parse a row and write it anew: quotes that are not needed may come and go. */
    FIELDS {
        @Override
        int shape(byte[] from, int start, int end, byte[] to) {
            int last = end;
            if (last > start && from[last - 1] == '\n') {
                last--;
            }
            if (last > start && from[last - 1] == '\r') {
                last--;
            }
            return unquote(from, start, last, to);
        }
    };

    private static final byte BETWEEN_FIELDS = 0x1F;

    /** Writes the form of a row that is compared to the front of {@code to}, which is at least as long, and says how long it is. */
    abstract int shape(byte[] from, int start, int end, byte[] to);

    private static int unquote(byte[] from, int start, int end, byte[] to) {
        int length = 0;
        boolean quoted = false;
        for (int i = start; i < end; i++) {
            byte c = from[i];
            if (c == '"') {
                if (quoted && i + 1 < end && from[i + 1] == '"') {
                    to[length++] = c;
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else {
                to[length++] = c == ';' && !quoted ? BETWEEN_FIELDS : c;
            }
        }
        return length;
    }
}
