package org.openbloctel.scrub.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.scrub.number.Reason;

/**
 * Counts that tell columns of phone numbers without their zero, as spreadsheets write them, from columns of ids: at least half of the cells that
 * are filled, placeholders apart, are digits of a subscriber's number, and at least 30 % of those without their zero fail the check of Luhn. Every
 * SIREN passes it, and one phone number in ten. Only for plans in which a lost zero can be told. Not thread-safe.
 */
public final class BareNumbers {
    private static final int NATIONAL_LENGTH = 9;
    /** Longer is no number of digits alone, with a country code, blanks and quotes. */
    private static final int MAX_LENGTH = 20;

    private static final int MAX_PLACEHOLDER = 40;

    private final NumberingPlan plan;
    private final NumberReader reader;
    private int[] filled = {};
    private int[] numbers = {};
    private int[] bare = {};
    private int[] failing = {};

    /** No cells so far. */
    public BareNumbers(NumberingPlan plan, Placeholders placeholders) {
        this.plan = plan;
        this.reader = new NumberReader(plan, placeholders);
    }

    /** Whether a number of this plan may have lost its zero, so that counting may find any. */
    public boolean mayBe() {
        return plan.nationalLength() == NATIONAL_LENGTH;
    }

    /** Counts a cell of a column. */
    public void add(int column, String cell) {
        if (!cell.isBlank()) {
            byte[] text = cell.getBytes(StandardCharsets.UTF_8);
            add(column, text, 0, text.length);
        }
    }

    /** Counts a cell of a column: its bytes, with quotes and blanks around it. */
    public void add(int column, byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isAround(text[start])) {
            start++;
        }
        while (start < end && isAround(text[end - 1])) {
            end--;
        }
        if (start == end || !mayBe()) {
            return;
        }
        boolean plain = end - start >= NATIONAL_LENGTH && isPlain(text, start, end);
        long number = plain || mayBePlaceholder(text, start, end)
                ? reader.read(text, start, end)
                : NumberReader.because(Reason.NOT_A_NUMBER);
        if (number == NumberReader.because(Reason.BLANK)) {
            return;
        }
        reserve(column);
        filled[column]++;
        if (!plain) {
            return;
        }
        if (number >= 0 && plan.objection(number) == null) {
            numbers[column]++;
            bare[column] += text[start] == '0' ? 0 : 1;
            failing[column] += text[start] != '0' && failsLuhn(number) ? 1 : 0;
        }
    }

    /** Counts what another has counted. */
    public void add(BareNumbers other) {
        if (other.filled.length > 0) {
            reserve(other.filled.length - 1);
        }
        for (int c = 0; c < other.filled.length; c++) {
            filled[c] += other.filled[c];
            numbers[c] += other.numbers[c];
            bare[c] += other.bare[c];
            failing[c] += other.failing[c];
        }
    }

    /** The columns that hold phone numbers, some without their zero. */
    public List<Integer> columns() {
        return IntStream.range(0, filled.length).filter(this::are).boxed().toList();
    }

    private boolean are(int column) {
        return bare[column] > 0 && 2L * numbers[column] >= filled[column] && 10L * failing[column] >= 3L * bare[column];
    }

    private void reserve(int column) {
        if (column >= filled.length) {
            int room = Math.max(column + 1, 2 * filled.length);
            filled = Arrays.copyOf(filled, room);
            numbers = Arrays.copyOf(numbers, room);
            bare = Arrays.copyOf(bare, room);
            failing = Arrays.copyOf(failing, room);
        }
    }

    /** Whether it is short and has no digit but 0: for the others, reading would take long. */
    private static boolean mayBePlaceholder(byte[] text, int from, int to) {
        boolean may = to - from <= MAX_PLACEHOLDER;
        for (int i = from; i < to && may; i++) {
            may = text[i] < '1' || text[i] > '9';
        }
        return may;
    }

    private static boolean isAround(byte c) {
        return c == '"' || (c >= 0 && c <= ' ');
    }

    /** Whether a cell has digits alone, with blanks or not, the decimal that some programs add, or the exponent of Java. */
    private static boolean isPlain(byte[] text, int from, int to) {
        boolean decimal = text[to - 1] == '0' && (text[to - 2] == '.' || text[to - 2] == ',');
        boolean exponent = text[to - 2] == 'E' && text[from + 1] == '.';
        int end = decimal || exponent ? to - 2 : to;
        int digits = exponent ? 1 : 0;
        boolean plain = end - from <= MAX_LENGTH && text[from] > 0;
        for (int i = from; i < end && plain; i++) {
            boolean digit = text[i] >= '0' && text[i] <= '9';
            digits += digit ? 1 : 0;
            plain = digit || text[i] == ' ' || text[i] < 0 || (exponent && i == from + 1);
        }
        return plain && digits >= NATIONAL_LENGTH;
    }

    private static boolean failsLuhn(long number) {
        int sum = 0;
        int factor = 1;
        for (long left = number; left > 0; left /= 10) {
            int digit = (int) (left % 10) * factor;
            sum += digit > 9 ? digit - 9 : digit;
            factor = 3 - factor;
        }
        return sum % 10 != 0;
    }
}
