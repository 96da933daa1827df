package org.openbloctel.scrub.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.Countries;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.NumberPieces;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.Reason;
import org.openbloctel.scrub.number.WrittenNumbers;

/**
 * Judges a line by more than its phone columns, so that columns and quotes may be misread without harm: no line is callable that
 * holds a listed number, written as people write them, in any field.
 *
 * <p>A line with other fields than its header is in doubt: each of its fields that may be a number is looked up, bare digits too, and
 * what has more fields than the header is not judged by position. Belongs to one thread.
 */
final class WholeLine {
    private static final int MIN_DIGITS = 9;
    /** No field. */
    private static final int NONE = -1;

    private final OppositionList list;
    private final LongConsumer asked;
    private final NumberReader reader;
    private final WrittenNumbers written;
    private final NumberPieces pieces;
    private @Nullable Countries countries;
    private long[] numbers = new long[64];
    private int[] rows = new int[64];
    private int count;

    /**
     * Judges by this list.
     *
     * @param asked told of each number that is looked up and may have a subscriber
     */
    WholeLine(OppositionList list, LongConsumer asked) {
        this.list = list;
        this.asked = asked;
        this.reader = new NumberReader(list.plan());
        this.written = new WrittenNumbers(list.plan());
        this.pieces = new NumberPieces(list.plan());
    }

    /**
     * The outcome of a line with other fields than its header.
     *
     * @param outcome by its phone columns
     */
    int inDoubt(Chunk chunk, int row, int outcome) {
        boolean wide = chunk.isWide(row);
        if (outcome == Outcome.OPPOSED || (!wide && !chunk.isNarrow(row))) {
            return outcome;
        }
        if (anyFieldIsListed(chunk, row)) {
            return Outcome.OPPOSED;
        }
        return wide ? Outcome.unchecked(Reason.OTHER_WIDTH) : outcome;
    }

    /** Every field, quotes or not: where they are cannot be trusted. */
    private boolean anyFieldIsListed(Chunk chunk, int row) {
        byte[] text = chunk.text();
        int end = chunk.end(row);
        int from = chunk.start(row);
        for (int at = from; at <= end; at++) {
            if (at == end || text[at] == chunk.separator()) {
                if (mayHoldNumber(text, from, at) && isListed(text, from, at)) {
                    return true;
                }
                from = at + 1;
            }
        }
        return false;
    }

    private boolean holds(long national) {
        boolean listed = list.holds(national);
        tell(national, listed);
        return listed;
    }

    private void tell(long national, boolean listed) {
        if (listed || list.plan().objection(national) == null) {
            asked.accept(national);
        }
    }

    private static boolean mayHoldNumber(byte[] text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += (text[i] >= '0' && text[i] <= '9') || text[i] < 0 ? 1 : 0;
        }
        return digits >= MIN_DIGITS;
    }

    /** Whether a cell of a workbook holds a listed number, bare digits too. */
    boolean isListed(String cell) {
        byte[] text = cell.getBytes(StandardCharsets.UTF_8);
        return isListed(text, 0, text.length);
    }

    private boolean isListed(byte[] text, int from, int to) {
        long read = reader.read(text, from, to);
        if (read == NumberReader.SEVERAL) {
            return Arrays.stream(reader.several()).anyMatch(this::holds);
        }
        if (read >= 0) {
            return holds(read);
        }
        int found = written.find(text, from, to, true);
        for (int i = 0; i < found; i++) {
            if (holds(written.found(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the lines out of those that may be called that hold a listed number elsewhere. Where all stretches of digits stand in phone
     * columns, that is seen by their count, once for the chunk.
     *
     * @param columns phone columns of a line
     * @param isRead of a phone field, by its place among those of the chunk, whether it was read
     * @param inColumns how many stretches stand in phone fields that were read
     * @param outcomes of the lines, from 0
     */
    void elsewhere(Chunk chunk, int columns, IntPredicate isRead, int inColumns, byte[] outcomes) {
        if (chunk.runs().count() == inColumns) {
            return;
        }
        count = 0;
        for (int row = 0; row < chunk.rows(); row++) {
            if (outcomes[row] == Outcome.CALLABLE) {
                int first = row * columns;
                collect(chunk, row, columns, k -> isRead.test(first + k) ? k : NONE);
            }
        }
        byte[] listed = new byte[count];
        list.probe(numbers, count, new long[count], listed);
        for (int i = 0; i < count; i++) {
            tell(numbers[i], listed[i] != 0);
            if (listed[i] != 0) {
                outcomes[rows[i]] = (byte) Outcome.unchecked(Reason.LISTED_ELSEWHERE);
            }
        }
    }

    /**
     * Whether a line holds a listed number elsewhere.
     *
     * @param columns the phone fields of the chunk that were read
     */
    boolean holdsListed(Chunk chunk, int row, int[] columns) {
        count = 0;
        collect(chunk, row, columns.length, k -> columns[k]);
        return Arrays.stream(numbers, 0, count).anyMatch(this::holds);
    }

    /** Whether a listed number stands in two to five neighbouring fields: separators cut it. */
    boolean holdsListedInPieces(Chunk chunk, int row) {
        int end = chunk.end(row);
        for (int cut = chunk.runs().nextCut(chunk.start(row), end);
                cut >= 0;
                cut = chunk.runs().nextCut(cut + 1, end)) {
            int separator = cut - 2;
            if (isListedInPieces(chunk, row, chunk.runs().fieldStart(separator))) {
                return true;
            }
        }
        return false;
    }

    private boolean isListedInPieces(Chunk chunk, int row, int start) {
        pieces.begin();
        long number = NumberPieces.MORE;
        for (int from = start; from <= chunk.end(row) && number == NumberPieces.MORE; ) {
            int to = chunk.end(row, from);
            number = pieces.add(chunk.text(), from, to);
            from = to + 1;
        }
        return number >= 0 && holds(number);
    }

    /** The same for a row of a workbook. */
    boolean holdsListedInPieces(List<? extends @Nullable CharSequence> cells) {
        for (int start = 0; start + 1 < cells.size(); start++) {
            pieces.begin();
            long number = NumberPieces.MORE;
            for (int i = start; i < cells.size() && number == NumberPieces.MORE; i++) {
                CharSequence cell = cells.get(i);
                byte[] text = cell == null || cell.length() > NumberPieces.MAX_LENGTH
                        ? new byte[0]
                        : cell.toString().getBytes(StandardCharsets.UTF_8);
                number = pieces.add(text, 0, text.length);
            }
            if (number >= 0 && holds(number)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line names another country than the list's. */
    boolean isAbroad(Chunk chunk, int row) {
        if (chunk.countryColumn() < 0) {
            return false;
        }
        int from = chunk.start(row, chunk.countryColumn());
        return from < chunk.end(row) && countries().isAbroad(chunk.text(), from, chunk.end(row, from));
    }

    /**
     * Whether one of a line's phone fields is written as at home: in a line of another country it is a number of that country.
     *
     * @param columns the phone fields of the chunk that were read
     */
    boolean isWrittenAtHome(Chunk chunk, int row, int[] columns) {
        return Arrays.stream(columns)
                .filter(k -> chunk.fieldFrom(row, k) >= 0)
                .anyMatch(k -> isWrittenAtHome(
                        AsciiFolding.text(chunk.text(), chunk.fieldFrom(row, k), chunk.fieldTo(row, k))));
    }

    /** Both for a row of a workbook. */
    boolean isAbroad(String country, List<? extends @Nullable CharSequence> phones) {
        return countries().isAbroad(country)
                && phones.stream()
                        .anyMatch(phone -> phone != null && isWrittenAtHome(AsciiFolding.lowerCase(phone.toString())));
    }

    private Countries countries() {
        Countries known = countries;
        if (known == null) {
            known = new Countries(list.plan());
            countries = known;
        }
        return known;
    }

    /** Whether a number is written without the code of its country. */
    private boolean isWrittenAtHome(String phone) {
        String digits = phone.replaceAll("[^0-9+]", "");
        return !digits.isEmpty()
                && !digits.startsWith("+")
                && !digits.startsWith("00")
                && digits.length() < list.plan().nationalLength() + 2;
    }

    /** Whether a cell of a workbook, beside its phone columns, holds a listed number. */
    boolean holdsListed(byte[] text) {
        int found = written.find(text, 0, text.length, false);
        for (int i = 0; i < found; i++) {
            if (holds(written.found(i))) {
                return true;
            }
        }
        return false;
    }

    /** Collects the numbers of a line that stand elsewhere than in fields {@code field(0)} to {@code field(fields - 1)}. */
    private void collect(Chunk chunk, int row, int fields, IntUnaryOperator field) {
        int end = chunk.end(row);
        for (int mark = chunk.runs().next(chunk.start(row), end);
                mark >= 0;
                mark = chunk.runs().next(mark + 1, end)) {
            boolean elsewhere = true;
            for (int i = 0; i < fields; i++) {
                int k = field.applyAsInt(i);
                elsewhere &= k == NONE || mark < chunk.fieldFrom(row, k) || mark >= chunk.fieldTo(row, k);
            }
            if (elsewhere) {
                collect(chunk, row, mark);
            }
        }
    }

    /** The numbers in a stretch of digits. */
    private void collect(Chunk chunk, int row, int mark) {
        int end = chunk.end(row);
        int from = chunk.runs().start(mark);
        int to = chunk.runs().end(mark, end);
        int found = written.find(chunk.text(), from, to, chunk.start(row), end, false);
        if (count + found > numbers.length) {
            numbers = Arrays.copyOf(numbers, (count + found) * 2);
            rows = Arrays.copyOf(rows, numbers.length);
        }
        for (int i = 0; i < found; i++) {
            numbers[count] = written.found(i);
            rows[count++] = row;
        }
    }
}
