package org.openbloctel.scrub.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.FirstRecords;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * What a scrub would read of a call file, found without a list and without returned files.
 *
 * @param names the names of all columns, their places from 1 where they have none
 * @param rows the first lines, all characters masked but the first
 * @param lineEnd {@code LF}, {@code CRLF} or {@code CR}; empty in a workbook
 * @param lines how many lines were judged
 * @param whole whether these are all lines of the file
 * @param readable lines that a scrub would look up
 * @param unreadable the others, by their reason
 * @param foreign the country that the numbers look written in, as {@link FirstRecords#foreign} names it
 */
public record Look(
        List<String> names,
        List<List<String>> rows,
        String lineEnd,
        long lines,
        boolean whole,
        long readable,
        Map<Reason, Long> unreadable,
        Optional<String> foreign) {
    /** The lines that are judged, from the first. */
    public static final int LINES = 10_000;

    /** Of lines that are longer than any line of a call file, fewer are judged. */
    private static final long MAX_BYTES = 32L << 20;

    private static final int ROWS = 10;
    private static final int SHOWN = 2;
    private static final int SHOWN_OF_PHONE = 4;
    private static final int MAX_CELL = 24;
    /** A name with so many digits may be a phone number. */
    private static final int NUMBER_DIGITS = 6;

    /** Looks into a text file; it cannot be read again after that. */
    public static Look of(CallFile file, Layout layout, NumberingPlan plan) throws IOException {
        FirstRecords first = file.first(layout);
        ChunkReader reader = file.chunks(layout, ScrubOptions.CHUNK_BYTES);
        reader.preamble();
        OppositionList nothing = noNumbers(plan);
        ChunkJudge judge = new ChunkJudge(nothing, null, layout);
        JudgedChunk judged = new JudgedChunk(true);
        JudgedLines lines = judged.keeping(() -> new JudgedLines(reader, layout, nothing, null));
        List<Judgement> judgements = new ArrayList<>();
        boolean more = reader.next(lines.chunk());
        while (more && judgements.size() < LINES && lines.chunk().offset() < MAX_BYTES) {
            judge.judge(lines.chunk(), false, judged);
            IntStream.range(0, lines.rows()).mapToObj(lines::judgement).forEach(judgements::add);
            more = reader.next(lines.chunk());
        }
        return of(first, layout.columns(), plan, judgements, !more);
    }

    /** What can be shown where the phone columns cannot be told. */
    public static Look unsure(FirstRecords first, NumberingPlan plan) {
        return of(first, List.of(), plan, List.of(), false);
    }

    /** A list by which every number that can be read is not listed. */
    public static OppositionList noNumbers(NumberingPlan plan) {
        return new ListBuilder(plan).build(1, Instant.EPOCH);
    }

    /**
     * A look at lines that were judged by {@link #noNumbers}.
     *
     * @param judgements those of the first lines
     * @param whole whether these are all
     */
    public static Look of(
            FirstRecords first, List<Integer> columns, NumberingPlan plan, List<Judgement> judgements, boolean whole) {
        List<Judgement> counted = judgements.subList(0, Math.min(LINES, judgements.size()));
        Map<Reason, Long> unreadable = new EnumMap<>(Reason.class);
        for (Judgement judgement : counted) {
            Reason reason = judgement.reason();
            if (reason != null) {
                unreadable.merge(reason, 1L, Long::sum);
            }
        }
        long unread = unreadable.values().stream().mapToLong(Long::longValue).sum();
        List<List<String>> rows = first.rows().stream()
                .limit(ROWS)
                .map(row -> masked(row, columns))
                .toList();
        return new Look(
                names(first),
                rows,
                first.lineEnd(),
                counted.size(),
                whole && judgements.size() <= LINES,
                counted.size() - unread,
                unreadable,
                first.foreign(columns, plan));
    }

    private static List<String> names(FirstRecords first) {
        List<String> header = first.header();
        int width = first.rows().stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, Math.max(header.size(), header.isEmpty() ? width : 0))
                .mapToObj(c -> c < header.size() && isName(header.get(c))
                        ? cut(header.get(c).strip())
                        : Integer.toString(c + 1))
                .toList();
    }

    private static boolean isName(String cell) {
        return !cell.isBlank() && cell.chars().filter(Character::isDigit).count() < NUMBER_DIGITS;
    }

    private static List<String> masked(List<String> row, List<Integer> phones) {
        return IntStream.range(0, row.size())
                .mapToObj(c -> masked(row.get(c), phones.contains(c)))
                .toList();
    }

    /** A cell whose first letters and digits stay, two, or four of a phone; the others become dots, blanks and punctuation show the shape. */
    public static String masked(String cell, boolean phone) {
        int shown = phone ? SHOWN_OF_PHONE : SHOWN;
        StringBuilder out = new StringBuilder();
        int kept = 0;
        String text = cut(cell);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean hidden = Character.isLetterOrDigit(c) && kept++ >= shown;
            out.appendCodePoint(hidden ? '•' : c);
        }
        return out.toString();
    }

    /** The beginning of a text that is too long for a table. */
    public static String cut(String text) {
        if (text.length() <= MAX_CELL) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL) + "…";
    }
}
