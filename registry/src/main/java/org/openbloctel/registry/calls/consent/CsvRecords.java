package org.openbloctel.registry.calls.consent;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * Cuts a text of a spreadsheet into records as it comes: quotes as RFC 4180 has them, line ends of any kind, the separator that the
 * first line has most of. A record is UTF-8, or windows-1252 where it cannot be UTF-8: FastCSV reads a byte as a character, and each
 * record is decoded by itself. Holds one record and a buffer at a time. Not thread-safe.
 */
final class CsvRecords {
    /** Characters of one record; a quote that never closes ends here, not in all memory. */
    static final int MAX_LENGTH = 1 << 17;

    /** Characters of one file. */
    static final long MAX_BYTES = 256L << 20;

    private static final int FIRST_LINE = 1 << 13;
    private static final String SEPARATORS = ";,\t";
    private static final Charset SPREADSHEET = Charset.forName("windows-1252");

    private final Sizes sizes;
    private final Iterator<List<String>> records;

    CsvRecords(InputStream in, long mostBytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        this.sizes = new Sizes(mostBytes);
        this.records = CsvReader.builder()
                .fieldSeparator(separator(buffered))
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * MAX_LENGTH)
                .build(sizes, new InputStreamReader(buffered, StandardCharsets.ISO_8859_1))
                .iterator();
    }

    /** The line on which the last record began, from 1. */
    int line() {
        return sizes.line;
    }

    /** Characters of the records until here. */
    long bytes() {
        return sizes.bytes;
    }

    private static char separator(BufferedInputStream in) throws IOException {
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
     * @throws RefusedException for a record whose end is not known: nothing may be read behind it
     */
    @Nullable
    List<String> next() throws IOException {
        try {
            while (records.hasNext()) {
                List<String> fields = records.next();
                if (fields.size() > 1 || !fields.getFirst().isBlank()) {
                    return decoded(fields);
                }
            }
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            // What the stream or a limit refused comes wrapped; anything else is a quote at fault, or a field beyond
            // the buffer.
            throw e.getCause() instanceof RefusedException refused
                    ? refused
                    : new RefusedException(new LawRefusal.EndlessLine());
        }
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

    /** Takes the fields of a record from FastCSV, counts lines and characters, and refuses a record or a file that is too long. */
    private static final class Sizes extends AbstractBaseCsvCallbackHandler<List<String>> {
        private final long mostBytes;
        private List<String> fields = new ArrayList<>();
        private int line;
        private int quotedReturns;
        private int size;
        private long bytes;

        Sizes(long mostBytes) {
            this.mostBytes = mostBytes;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            boolean follows = line > 0;
            line = Math.toIntExact(startingLineNumber) - quotedReturns;
            fields = new ArrayList<>();
            size = 0;
            count(follows ? 1 : 0); // the line end of the record before
            size = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int from, int length, boolean quoted) {
            fields.add(new String(buffer, from, length));
            count(length + (index > 0 ? 1 : 0) + (quoted ? 2 : 0));
            if (quoted) {
                quotedReturns += loneReturns(buffer, from, from + length);
            }
        }

        /** FastCSV takes a carriage return inside quotes for a line end; here it is one only before a line feed. */
        private static int loneReturns(char[] buffer, int from, int to) {
            int found = 0;
            for (int i = from; i < to; i++) {
                found += buffer[i] == '\r' && (i + 1 == to || buffer[i + 1] != '\n') ? 1 : 0;
            }
            return found;
        }

        @Override
        protected void handleEmpty() {
            fields.add("");
        }

        private void count(int characters) {
            size += characters;
            bytes += characters;
            if (size > MAX_LENGTH) {
                throw new RefusedException(new LawRefusal.EndlessLine());
            }
            if (bytes > mostBytes) {
                throw new RefusedException(new RequestRefusal.TooLarge());
            }
        }

        @Override
        protected List<String> buildRecord() {
            return fields;
        }
    }
}
