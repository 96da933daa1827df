package org.openbloctel.registry.consent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/**
 * Cuts a text of a spreadsheet into records as it comes: quotes as RFC 4180 has them, line ends of any kind, the separator that the
 * first line has most of. A record is UTF-8, or windows-1252 where it cannot be UTF-8. Holds one record at a time. Not thread-safe.
 */
final class CsvRecords {
    /** Bytes of one record; a quote that never closes ends here, not in all memory. */
    static final int LONGEST = 1 << 17;

    /** Bytes of one file. */
    static final long MOST_BYTES = 256L << 20;

    private static final int FIRST_LINE = 1 << 13;
    private static final String SEPARATORS = ";,\t";
    private static final Charset SPREADSHEET = Charset.forName("windows-1252");

    private final BufferedInputStream in;
    private final char separator;
    private final long mostBytes;
    private long bytes;
    private int begun;
    private int line = 1;
    private int next;

    CsvRecords(InputStream in, long mostBytes) throws IOException {
        this.mostBytes = mostBytes;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.separator = separator();
        this.next = this.in.read();
    }

    /** The line on which the last record began, from 1. */
    int line() {
        return begun;
    }

    /** Bytes of the records until here. */
    long bytes() {
        return bytes;
    }

    private char separator() throws IOException {
        in.mark(FIRST_LINE);
        byte[] first = in.readNBytes(FIRST_LINE - 1);
        in.reset();
        if (first.length >= 3 && (first[0] & 0xff) == 0xef && (first[1] & 0xff) == 0xbb && (first[2] & 0xff) == 0xbf) {
            in.skipNBytes(3);
        }
        int[] found = new int[SEPARATORS.length()];
        int most = 0;
        for (int i = 0; i < first.length && first[i] != '\n' && first[i] != '\r'; i++) {
            int which = SEPARATORS.indexOf(first[i]);
            if (which >= 0 && ++found[which] > found[most]) {
                most = which;
            }
        }
        return SEPARATORS.charAt(most);
    }

    /**
     * The fields of the next record that is not blank; null at the end.
     *
     * @throws RefusedException for a record of which nobody can say where it ends: nothing may be read behind it
     */
    @Nullable
    List<String> next() throws IOException {
        while (next >= 0) {
            begun = line;
            List<String> fields = record();
            if (fields.size() > 1 || !fields.getFirst().isBlank()) {
                return decoded(fields);
            }
        }
        return null;
    }

    private List<String> record() throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int size = 0; next >= 0; size++) {
            if (size > LONGEST) {
                throw new RefusedException(new LawRefusal.EndlessLine());
            }
            if (++bytes > mostBytes) {
                throw new RefusedException(new RequestRefusal.TooLarge());
            }
            int c = next;
            next = in.read();
            if (quoted) {
                if (c != '"') {
                    line += c == '\n' ? 1 : 0;
                    field.append((char) c);
                } else if (next == '"') {
                    field.append('"');
                    next = in.read();
                } else if (next < 0 || next == separator || next == '\n' || next == '\r') {
                    quoted = false;
                } else {
                    throw new RefusedException(new LawRefusal.EndlessLine()); // it closed what another one opened
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n' || c == '\r') {
                next = c == '\r' && next == '\n' ? in.read() : next;
                line++;
                break;
            } else {
                field.append((char) c);
            }
        }
        if (quoted) {
            throw new RefusedException(new LawRefusal.EndlessLine());
        }
        fields.add(field.toString());
        return fields;
    }

    /** One byte a character until here. */
    private static List<String> decoded(List<String> fields) {
        try {
            List<String> texts = new ArrayList<>(fields.size());
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.ISO_8859_1);
                texts.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            }
            return texts;
        } catch (CharacterCodingException e) {
            return fields.stream()
                    .map(field -> new String(field.getBytes(StandardCharsets.ISO_8859_1), SPREADSHEET))
                    .toList();
        }
    }
}
