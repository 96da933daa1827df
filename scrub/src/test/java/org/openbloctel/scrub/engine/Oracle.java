package org.openbloctel.scrub.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Countries;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.NumberPieces;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;
import org.openbloctel.scrub.number.WrittenNumbers;

/**
 * An obvious scrub: the whole file in memory, one character after the other, one record after the other, numbers in a
 * hash set. It shares the reading and the finding of numbers with the engine, and nothing of files, chunks, masks, or lists.
 */
final class Oracle {
    private static final int MAX_LINE = 1 << 20;

    private final byte[] file;
    private final Layout layout;
    private final Set<Long> listed;
    private final NumberingPlan plan = NumberingPlan.FRANCE;
    private final NumberReader reader = new NumberReader(plan);
    private final WrittenNumbers written = new WrittenNumbers(plan);
    private final NumberPieces pieces = new NumberPieces(plan);
    private final byte[] text;

    /** For each record: where it ends in the file, and its outcome as text. */
    final List<String> outcomes = new ArrayList<>();

    final List<ByteArrayOutputStream> returned = Stream.generate(ByteArrayOutputStream::new)
            .limit(Verdict.values().length)
            .toList();
    private final @Nullable Ruling ruling;

    Oracle(byte[] file, Layout layout, Set<Long> listed, @Nullable Ruling ruling) {
        this.ruling = ruling;
        this.file = file;
        this.layout = layout;
        this.listed = listed;
        this.text = narrowed();
        scrub();
    }

    private byte[] narrowed() {
        int unit = layout.encoding().unit();
        int mark = layout.markLength();
        byte[] folded = new byte[(file.length - mark + unit - 1) / unit];
        char before = 0;
        for (int i = 0; i < folded.length; i++) {
            int at = mark + i * unit;
            if (unit == 1) {
                folded[i] = file[at];
            } else if (at + 1 == file.length) {
                folded[i] = AsciiFolding.OTHER;
            } else {
                boolean little = layout.encoding() == Encoding.UTF_16LE;
                int low = file[little ? at : at + 1] & 0xff;
                int high = file[little ? at + 1 : at] & 0xff;
                folded[i] = AsciiFolding.unit(before, (char) (high << 8 | low));
                before = (char) (high << 8 | low);
            }
        }
        return folded;
    }

    private void scrub() {
        returned.forEach(out -> out.write(file, 0, layout.markLength()));
        int heads = heads();
        List<Parsed> above = new ArrayList<>();
        for (int from = 0, n = 0; from < text.length; n++) {
            Parsed record = new Parsed(from);
            if (n < heads && layout.headLines().contains(n)) {
                above.add(record);
            } else if (n < heads) {
                int start = from;
                returned.forEach(out -> copy(out, start, record.end));
            } else {
                judge(record, false);
            }
            from = record.end;
            if (n == heads - 1) {
                above.forEach(line -> judge(line, true));
            }
        }
    }

    private void judge(Parsed record, boolean above) {
        int outcome = outcome(record, above);
        copy(returned.get(Outcome.verdict(outcome).ordinal()), record.start, record.end);
        Reason reason = Outcome.reason(outcome);
        outcomes.add(reason == null ? Outcome.verdict(outcome).label(true) + rule(outcome) : reason.code());
    }

    /** Titles and header, if each of them is a record that can be trusted. */
    private int heads() {
        int n = 0;
        for (int from = 0; from < text.length && n < layout.headRecords(); n++) {
            Parsed record = new Parsed(from);
            if (record.isSpoiled()) {
                return 0;
            }
            from = record.end;
        }
        return n == layout.headRecords() ? n : 0;
    }

    private String rule(int outcome) {
        return ruling != null && outcome >= Outcome.FORBIDDEN
                ? " " + ruling.rules().get(outcome - Outcome.FORBIDDEN)
                : "";
    }

    private void copy(ByteArrayOutputStream out, int from, int to) {
        int start = layout.markLength() + from * layout.encoding().unit();
        int end = Math.min(
                file.length, layout.markLength() + to * layout.encoding().unit());
        out.write(file, start, end - start);
    }

    private int outcome(Parsed record, boolean above) {
        Reason spoiled = record.spoiled;
        if (spoiled != null) {
            return Outcome.unchecked(spoiled);
        }
        int outcome = -1;
        for (int column : layout.columns()) {
            int here = record.isEmpty()
                    ? Outcome.unchecked(Reason.BLANK)
                    : column >= record.fields.size()
                            ? Outcome.unchecked(Reason.MISSING_FIELD)
                            : field(record.fields.get(column));
            if (layout.lenient().contains(column)
                    && Outcome.reason(here) != null
                    && here != Outcome.unchecked(Reason.MISSING_FIELD)
                    && here != Outcome.unchecked(Reason.DIGITS_LOST)
                    && here != Outcome.unchecked(Reason.CANNOT_TELL)) {
                here = Outcome.unchecked(Reason.BLANK);
            }
            outcome = outcome < 0 ? here : Outcome.ofLine(outcome, here);
        }
        outcome = byWidth(record, outcome, above);
        if (outcome == Outcome.CALLABLE && isAbroad(record)) {
            return Outcome.unchecked(Reason.FOREIGN);
        }
        return outcome == Outcome.CALLABLE && (isListedElsewhere(record) || isListedInPieces(record))
                ? Outcome.unchecked(Reason.LISTED_ELSEWHERE)
                : outcome;
    }

    /** A line with other fields than its header: opposed if any of what stands between separators is a listed number. */
    private int byWidth(Parsed record, int outcome, boolean above) {
        int width = layout.width();
        boolean wide = false;
        for (int k = width; k < record.fields.size(); k++) {
            int[] field = record.fields.get(k);
            for (int i = field[0]; i < field[1]; i++) {
                wide |= " \t\r\"".indexOf(text[i]) < 0;
            }
        }
        if (!wide && !above && (record.isEmpty() || record.fields.size() >= width)) {
            return outcome;
        }
        int from = record.start;
        for (int i = from; i <= record.lineEnd(); i++) {
            if (i == record.lineEnd() || text[i] == layout.separator()) {
                if (numbers(from, i).stream().anyMatch(this::isListed)) {
                    return Outcome.OPPOSED;
                }
                from = i + 1;
            }
        }
        return wide && outcome != Outcome.OPPOSED ? Outcome.unchecked(Reason.OTHER_WIDTH) : outcome;
    }

    /** A line of another country, with a phone number that has no country code. */
    private boolean isAbroad(Parsed record) {
        if (layout.country() < 0 || layout.country() >= record.fields.size()) {
            return false;
        }
        return new Countries(plan)
                        .isAbroad(text(record.fields.get(layout.country())).replace("\"", ""))
                && layout.columns().stream()
                        .filter(k -> k < record.fields.size())
                        .filter(k ->
                                !layout.lenient().contains(k) || Outcome.reason(field(record.fields.get(k))) == null)
                        .map(k -> text(record.fields.get(k)).replaceAll("[^0-9+]", ""))
                        .anyMatch(digits -> !digits.isEmpty()
                                && !digits.startsWith("+")
                                && !digits.startsWith("00")
                                && digits.length() < 11);
    }

    private String text(int[] field) {
        return AsciiFolding.text(text, field[0], field[1]);
    }

    private List<Long> numbers(int from, int to) {
        long read = reader.read(text, from, to);
        if (read == NumberReader.SEVERAL) {
            return Arrays.stream(reader.several()).boxed().toList();
        }
        if (read >= 0) {
            return List.of(read);
        }
        int found = written.find(text, from, to, true);
        return IntStream.range(0, found).mapToObj(written::found).toList();
    }

    private boolean isListed(long national) {
        return listed.contains(plan.international(national));
    }

    /** Neighbouring fields that are a number together. */
    private boolean isListedInPieces(Parsed record) {
        for (int k = 0; k < record.fields.size(); k++) {
            pieces.begin();
            long number = NumberPieces.MORE;
            for (int i = k; i < record.fields.size() && number == NumberPieces.MORE; i++) {
                number = pieces.add(text, record.fields.get(i)[0], record.fields.get(i)[1]);
            }
            if (number >= 0 && isListed(number)) {
                return true;
            }
        }
        return false;
    }

    /** Stretches of what is no letter, in fields that are no phone columns. */
    private boolean isListedElsewhere(Parsed record) {
        for (int k = 0; k < record.fields.size(); k++) {
            int[] field = record.fields.get(k);
            for (int i = field[0]; i < field[1] && !isRead(k, field); i++) {
                int from = i;
                while (i < field[1] && text[i] != '"' && (text[i] < 0 || !Character.isLetter(text[i]))) {
                    i++;
                }
                int found = written.find(text, from, i, record.start, record.lineEnd(), false);
                if (IntStream.range(0, found).mapToLong(written::found).anyMatch(this::isListed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isRead(int column, int[] field) {
        return layout.columns().contains(column)
                && (!layout.lenient().contains(column) || reader.read(text, field[0], field[1]) >= 0);
    }

    private int field(int[] field) {
        long read = reader.read(text, field[0], field[1]);
        if (read == NumberReader.SEVERAL) {
            int outcome = Outcome.CALLABLE;
            for (long number : reader.several()) {
                outcome = Outcome.ofLine(outcome, number(number));
            }
            return outcome;
        }
        return read < 0 ? Outcome.unchecked(NumberReader.reason(read)) : number(read);
    }

    private int number(long national) {
        byte[] judged = {(byte) (listed.contains(plan.international(national)) ? 1 : 0)};
        if (ruling != null) {
            ruling.rule(new long[] {national}, 1, judged);
        }
        if (judged[0] == Ruling.CANNOT_TELL) {
            return Outcome.of(plan, national, Outcome.unchecked(Reason.CANNOT_TELL));
        }
        int outcome = judged[0] <= 1 ? judged[0] : Outcome.FORBIDDEN + judged[0] - 2;
        return Outcome.of(plan, national, outcome);
    }

    /** One record, read by the states of RFC 4180. */
    private final class Parsed {
        private final int start;
        private final List<int[]> fields = new ArrayList<>();
        private int end;
        private @Nullable Reason spoiled;

        Parsed(int start) {
            this.start = start;
            int at = start;
            boolean more = true;
            while (more) {
                int stop = fieldEnd(at);
                fields.add(trimmed(at, stop));
                more = stop < text.length && text[stop] == layout.separator();
                at = stop + 1;
            }
            end = Math.min(at, text.length);
            spoilLong();
        }

        /** Where the field that begins at {@code at} ends: a separator, a line end, or the end of the file. */
        private int fieldEnd(int at) {
            int i = at;
            if (layout.quotes() && i < text.length && text[i] == '"') {
                int close = i + 1;
                while (close < text.length
                        && (text[close] != '"' || (close + 1 < text.length && text[close + 1] == '"'))) {
                    boolean escape = text[close] == '\\' && layout.backslash();
                    close += text[close] == '"' || escape ? 2 : 1;
                }
                if (close >= text.length) {
                    spoiled = Reason.UNCLOSED_QUOTE;
                    return text.length;
                }
                if (isGlued(i + 1, close)) {
                    spoiled = Reason.UNCLOSED_QUOTE;
                }
                i = close + 1;
            }
            while (i < text.length && text[i] != layout.separator() && text[i] != layout.lineEnd()) {
                i++;
            }
            return i;
        }

        /** The documented signs that quotes hold lines of the file, not a field. */
        private boolean isGlued(int from, int to) {
            int breaks = 0;
            for (int i = from; i < to; i++) {
                breaks += text[i] == layout.lineEnd() ? 1 : 0;
            }
            boolean textBehind = to + 1 < text.length
                    && text[to + 1] != layout.separator()
                    && text[to + 1] != layout.lineEnd()
                    && text[to + 1] != '\r';
            return breaks > 0 && (textBehind || breaks > 64 || holdsNumberBetweenSeparators(from, to));
        }

        private boolean holdsNumberBetweenSeparators(int from, int to) {
            int piece = from;
            for (int i = from; i <= to; i++) {
                boolean separator = i < to && text[i] == layout.separator();
                if (separator || i == to || text[i] == layout.lineEnd()) {
                    boolean touches = separator || (piece > from && text[piece - 1] == layout.separator());
                    boolean lengthOfOne = i - piece >= 7 && i - piece <= 80;
                    if (touches
                            && lengthOfOne
                            && hasDigitsOfOne(piece, i)
                            && (reads(NumberingPlan.FRANCE, piece, i)
                                    || reads(NumberingPlan.NORTH_AMERICA, piece, i))) {
                        return true;
                    }
                    piece = i + 1;
                }
            }
            return false;
        }

        /** Eight digits, or a number that a spreadsheet rounded. */
        private boolean hasDigitsOfOne(int from, int to) {
            String piece = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
            return piece.replaceAll("[^0-9\\x80-\\xff]", "").length() >= 8
                    || piece.toLowerCase(Locale.ROOT).contains("e+");
        }

        private boolean reads(NumberingPlan plan, int from, int to) {
            long read = new NumberReader(plan).read(text, from, to);
            return read >= 0
                    || read == NumberReader.SEVERAL
                    || !List.of(Reason.BLANK, Reason.NOT_A_NUMBER).contains(NumberReader.reason(read));
        }

        /** Beyond the limit, a record is not held: whether its quotes are open at the limit is all that is known. */
        private void spoilLong() {
            int limit = MAX_LINE / layout.encoding().unit();
            boolean unended = end == text.length && text[end - 1] != layout.lineEnd();
            if (end - start > limit || (unended && end - start == limit)) {
                spoiled = isOpenAt(start + limit) ? Reason.UNCLOSED_QUOTE : Reason.LINE_TOO_LONG;
            }
        }

        private boolean isOpenAt(int limit) {
            boolean inside = false;
            boolean fieldStart = true;
            for (int i = start; i < limit; i++) {
                if (text[i] == '\\' && inside && layout.backslash()) {
                    i++;
                } else if (text[i] == '"' && (inside || fieldStart) && layout.quotes()) {
                    if (inside && i + 1 < limit && text[i + 1] == '"') {
                        i++;
                    } else {
                        inside = !inside;
                    }
                    fieldStart = false;
                } else {
                    fieldStart = text[i] == layout.separator();
                }
            }
            return inside;
        }

        boolean isSpoiled() {
            return spoiled != null;
        }

        int lineEnd() {
            return end > start && text[end - 1] == layout.lineEnd() ? end - 1 : end;
        }

        /** Nothing but its line end. */
        boolean isEmpty() {
            int stop = lineEnd();
            return stop == start || (stop == start + 1 && text[start] == '\r');
        }

        private int[] trimmed(int from, int to) {
            int begin = from;
            int stop = to > from && text[to - 1] == '\r' ? to - 1 : to;
            if (layout.quotes() && stop - begin >= 2 && text[begin] == '"' && text[stop - 1] == '"') {
                begin++;
                stop--;
            }
            return new int[] {begin, stop};
        }
    }
}
