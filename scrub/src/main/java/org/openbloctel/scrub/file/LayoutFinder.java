package org.openbloctel.scrub.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** Finds a file's layout in its first bytes; options of the caller go before what they show. */
final class LayoutFinder {
    /** The bytes of a file that are looked at, unless its first line is longer. */
    static final int SAMPLE_BYTES = 64 << 10;

    /** The columns of a spreadsheet. Looked for in the sample alone: a wider line behind it is unchecked or judged like any other. */
    private static final int MAX_COLUMNS = 16_384;

    private LayoutFinder() {}

    static Layout find(String file, byte[] sample, boolean wholeFile, LayoutOptions options, NumberingPlan plan)
            throws CallFileException {
        Encoding encoding = options.encoding().orElseGet(() -> encoding(sample, wholeFile));
        int mark = startsWith(sample, encoding.mark()) ? encoding.mark().length : 0;
        String text = new String(sample, mark, sample.length - mark, encoding.charset());
        if (text.isEmpty()) {
            throw new CallFileException(Fault.EMPTY, file, List.of());
        }
        Sample records = new Sample(text, wholeFile);
        boolean quotes = options.quotes().orElse(true);
        Optional<Character> ownLine = TitleLines.separator(text, records.lineEnd());
        Optional<Character> named = options.separator().or(() -> ownLine);
        char separator = named.orElseGet(() -> records.separator(quotes));
        boolean backslash = options.quotes().isEmpty() && records.backslash(separator);
        List<List<String>> lines = records.records(separator, quotes, backslash);
        refuseTooWide(file, lines);
        int titles = TitleLines.before(lines, ownLine.isPresent(), options.header());
        List<List<String>> table = lines.subList(titles, lines.size());
        if (RecordWidth.headerIsOneShort(table)) {
            table.get(0).add(0, "");
        }
        PhoneColumns columns;
        int width;
        try {
            columns = PhoneColumns.find(file, table, options, plan);
            width = RecordWidth.of(file, table, columns.header());
        } catch (CallFileException e) {
            int told = RecordWidth.commonest(table);
            throw named.isPresent() ? e : new UncutTable(records, quotes, options, plan, told).explain(e);
        }
        return new Layout(
                encoding,
                mark,
                separator,
                quotes,
                backslash,
                records.lineEnd(),
                width,
                titles + (columns.header() ? 1 : 0),
                TitleLines.numbered(lines.subList(0, titles)),
                columns.header(),
                columns.columns(),
                columns.lenient(),
                columns.ids(),
                columns.header() ? Countries.column(table.get(0)) : -1,
                columns.names(),
                options.placeholders());
    }

    private static void refuseTooWide(String file, List<List<String>> lines) throws CallFileException {
        for (int i = 0; i < lines.size(); i++) {
            int columns = lines.get(i).size();
            if (columns > MAX_COLUMNS) {
                List<String> details = List.of(Integer.toString(columns), Integer.toString(MAX_COLUMNS));
                throw new CallFileException(Fault.TOO_MANY_COLUMNS, file, i + 1, 0, details);
            }
        }
    }

    private static Encoding encoding(byte[] sample, boolean wholeFile) {
        for (Encoding marked : new Encoding[] {Encoding.UTF_8, Encoding.UTF_16LE, Encoding.UTF_16BE}) {
            if (startsWith(sample, marked.mark())) {
                return marked;
            }
        }
        if (!holdsNumberInBytes(sample)) {
            for (Encoding wide : new Encoding[] {Encoding.UTF_16LE, Encoding.UTF_16BE}) {
                if (isUtf16(sample, wide == Encoding.UTF_16LE ? 1 : 0)) {
                    return wide;
                }
            }
        }
        return isUtf8(sample, wholeFile) ? Encoding.UTF_8 : Encoding.WINDOWS_1252;
    }

    /**
     * Whether half of the units are Latin-1, and none is a digit or sign whose bytes are swapped: a line in the other order, whose numbers
     * would be letters of another script.
     *
     * @param top which byte of a unit is the upper one
     */
    private static boolean isUtf16(byte[] sample, int top) {
        int latin = 0;
        for (int i = 0; i + 1 < sample.length; i += 2) {
            byte upper = sample[i + top];
            byte lower = sample[i + 1 - top];
            if (lower == 0 && (upper == 0 || (upper >= ' ' && upper <= '9'))) {
                return false;
            }
            latin += upper == 0 ? 1 : 0;
        }
        return latin > sample.length / 4;
    }

    /**
     * Whether digits and signs of one byte follow each other: a line that another program added to a file of UTF-16, of which it would be
     * letters of another script. Both kinds of digits are found in UTF-8.
     */
    private static boolean holdsNumberInBytes(byte[] sample) {
        int run = 0;
        int digits = 0;
        for (byte b : sample) {
            boolean sign = b >= ' ' && b <= '9';
            run = sign ? run + 1 : 0;
            digits = !sign ? 0 : b >= '0' ? digits + 1 : digits;
            if (run >= 8 && digits >= 6) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUtf8(byte[] sample, boolean wholeFile) {
        int length = sample.length;
        if (!wholeFile) {
            // The sample may end inside a character.
            while (length > 0 && sample.length - length < 4 && sample[length - 1] < 0) {
                length--;
            }
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(sample, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean startsWith(byte[] sample, byte[] mark) {
        return mark.length > 0
                && sample.length >= mark.length
                && java.util.Arrays.equals(sample, 0, mark.length, mark, 0, mark.length);
    }
}
