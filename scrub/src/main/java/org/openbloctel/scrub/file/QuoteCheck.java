package org.openbloctel.scrub.file;

import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * Tells whether a record that spans several lines is one record, or several that a quote which never closed has glued
 * together. Glued lines must not be judged by one number: a line among them could be called against its own opposition.
 *
 * <p>A record is not believed when a quote that closes is followed by anything but a separator or a line end, when a
 * field holds more line breaks than an address or a note has, or when, between separators inside the quotes, something
 * stands that reads as a phone number, or has the digits of one though it cannot be read. Plain code: only records with
 * line breaks come here.
 */
final class QuoteCheck {
    static final int MAX_LINE_BREAKS = 64;

    private static final int MIN_NUMBER_LENGTH = 7;
    private static final int MIN_DIGITS = 8;
    private static final int MAX_NUMBER_LENGTH = 80;

    private final Layout layout;
    private final NumberReader french = new NumberReader(NumberingPlan.FRANCE);
    private final NumberReader american = new NumberReader(NumberingPlan.NORTH_AMERICA);

    QuoteCheck(Layout layout) {
        this.layout = layout;
    }

    /** Whether a record that holds line breaks, from its first byte to its line end, is not to be believed. */
    boolean isBroken(byte[] text, int from, int to) {
        byte separator = (byte) layout.separator();
        boolean broken = false;
        boolean fieldStart = true;
        for (int i = from; i < to && !broken; i++) {
            if (text[i] == '"' && fieldStart) {
                int close = closing(text, i + 1, to);
                boolean closesWell = close + 1 >= to || text[close + 1] == separator || text[close + 1] == '\r';
                broken = close < 0 || (hasBreak(text, i, close) && (!closesWell || isGlued(text, i + 1, close)));
                i = Math.max(i, close);
                fieldStart = false;
            } else {
                fieldStart = text[i] == separator;
            }
        }
        return broken;
    }

    /** The quote that closes a field, two being one character; -1 when none does. */
    private int closing(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '"' && (layout.backslashes(text, i) & 1) == 0) {
                if (i + 1 == to || text[i + 1] != '"') {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private boolean hasBreak(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == layout.lineEnd()) {
                return true;
            }
        }
        return false;
    }

    /** Whether what stands in quotes looks like lines of the file. */
    private boolean isGlued(byte[] text, int from, int to) {
        int lineBreaks = 0;
        int piece = from;
        boolean afterSeparator = false;
        boolean number = false;
        for (int i = from; i <= to; i++) {
            boolean separator = i < to && text[i] == layout.separator();
            boolean lineBreak = i < to && text[i] == layout.lineEnd();
            if (separator || lineBreak || i == to) {
                number |= (separator || afterSeparator) && isNumber(text, piece, i);
                lineBreaks += lineBreak ? 1 : 0;
                piece = i + 1;
                afterSeparator = separator;
            }
        }
        return lineBreaks > MAX_LINE_BREAKS || (lineBreaks > 0 && number);
    }

    /**
     * Whether a number stands there, read either way. Hardly any piece has the digits for one, which is seen before the
     * readers are asked: so the compiler leaves them out of this code, where they took it a fifth of a second.
     */
    private boolean isNumber(byte[] text, int from, int to) {
        int length = to - from;
        if (length < MIN_NUMBER_LENGTH || length > MAX_NUMBER_LENGTH) {
            return false;
        }
        int digits = 0;
        boolean power = false; // 6,12E+08
        for (int i = from; i < to; i++) {
            digits += (text[i] >= '0' && text[i] <= '9') || text[i] < 0 ? 1 : 0; // below 0: a full-width one, perhaps
            power |= text[i] == '+' && i > from && (text[i - 1] | 0x20) == 'e';
        }
        return (digits >= MIN_DIGITS || power)
                && (isNumber(french, text, from, to) || isNumber(american, text, from, to));
    }

    /** Whether it is a number, or one that lost digits, has too many, or is another country's. */
    private static boolean isNumber(NumberReader reader, byte[] text, int from, int to) {
        long read = reader.read(text, from, to);
        return read >= 0
                || read == NumberReader.SEVERAL
                || (read != NumberReader.because(Reason.NOT_A_NUMBER) && read != NumberReader.because(Reason.BLANK));
    }
}
