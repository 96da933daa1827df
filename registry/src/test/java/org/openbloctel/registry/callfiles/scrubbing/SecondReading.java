package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.number.Reason;

/**
 * Reads a text file line by line in one thread and judges it by the engine's rule for single lines: the plain way to what
 * {@link FileLines} makes of the lines that the engine hands out. Used once.
 */
final class SecondReading {
    private static final int PROGRESS_CHUNKS = 16;

    private final CallFile file;
    private final Layout layout;
    private final Judge judge;
    private final NumberTakers.Lines checked;
    private final VerdictLines lines;
    private final Charset charset;
    private final int unit;
    private int reference = -1;

    SecondReading(CallFile file, Layout layout, Judge judge, NumberTakers.Lines checked, VerdictLines lines) {
        this.file = file;
        this.layout = layout;
        this.judge = judge;
        this.checked = checked;
        this.lines = lines;
        this.charset = layout.encoding().charset();
        this.unit = layout.encoding().unit();
    }

    /**
     * Reads it.
     *
     * @param header the names in the header
     * @param stillWanted called now and then; throws to stop the reading
     */
    void run(List<String> header, Runnable stillWanted) throws IOException {
        reference = layout.header() ? VerdictLines.referenceColumn(header, layout.columns()) : withoutHeader();
        Layout wider = wider();
        ChunkReader reader = file.chunks(wider, ScrubOptions.CHUNK_BYTES);
        byte[] preamble = reader.preamble();
        long line = 1 + reader.headLines();
        if (layout.header() && preamble.length > layout.markLength()) {
            lines.header();
        }
        int[] phones =
                layout.columns().stream().mapToInt(wider.columns()::indexOf).toArray();
        int place = wider.columns().indexOf(reference);
        Chunk chunk = reader.newChunk();
        for (long n = 1; reader.next(chunk); n++) {
            chunk.split();
            boolean above = chunk.headLine() > 0;
            chunk(chunk, phones, place, above ? chunk.headLine() : line);
            line += above ? 0 : chunk.lines();
            if (n % PROGRESS_CHUNKS == 0) {
                stillWanted.run();
            }
        }
    }

    /** {@code 0639980001;42}: two columns without names are the exchange format without its header. */
    private int withoutHeader() {
        return layout.columns().equals(List.of(0)) ? 1 : -1;
    }

    /** The layout with the column of references among those that are found. */
    private Layout wider() {
        if (reference < 0) {
            return layout;
        }
        List<Integer> columns = Stream.concat(layout.columns().stream(), Stream.of(reference))
                .sorted()
                .toList();
        return layout.withColumns(columns);
    }

    private void chunk(Chunk chunk, int[] phones, int place, long firstLine) throws IOException {
        Reason spoiled = chunk.spoiled();
        if (spoiled != null) {
            if (!chunk.continues()) {
                lines.add(List.of(), Long.toString(firstLine), unchecked(spoiled));
            }
            return;
        }
        long line = firstLine;
        @Nullable String[] fields = new @Nullable String[phones.length];
        for (int row = 0; row < chunk.rows(); row++) {
            int[] read = read(chunk, row, phones);
            for (int k = 0; k < phones.length; k++) {
                int phone = phones[k];
                fields[k] = Arrays.stream(read).anyMatch(r -> r == phone) ? text(chunk, row, phone) : "";
            }
            String own = place < 0 ? null : text(chunk, row, place);
            String name = own == null || own.isBlank() ? Long.toString(line) : own;
            lines.add(Arrays.asList(fields), name, judgement(chunk, row, phones, read));
            line += 1 + chunk.lineBreaksIn(row);
        }
    }

    /** The phone fields that are read: those that hold other things, where they may, are looked at like any other field. */
    private int[] read(Chunk chunk, int row, int[] phones) {
        return layout.lenient().isEmpty()
                ? phones
                : IntStream.range(0, phones.length)
                        .filter(k ->
                                !layout.lenient().contains(layout.columns().get(k)) || isNumber(chunk, row, phones[k]))
                        .map(k -> phones[k])
                        .toArray();
    }

    private boolean isNumber(Chunk chunk, int row, int k) {
        return chunk.fieldFrom(row, k) < 0
                || number(chunk, row, k).verdict() != Verdict.UNCHECKED
                || number(chunk, row, k).reason() == Reason.DIGITS_LOST;
    }

    /** By its bytes, as the engine reads it, not by the file's encoding: a field may have another. */
    private Judgement number(Chunk chunk, int row, int k) {
        return judge.number(chunk.text(), chunk.fieldFrom(row, k), chunk.fieldTo(row, k));
    }

    private Judgement judgement(Chunk chunk, int row, int[] phones, int[] read) {
        if (chunk.isBroken(row)) {
            return unchecked(Reason.UNCLOSED_QUOTE);
        }
        if (chunk.isEmpty(row)) {
            return unchecked(Reason.BLANK);
        }
        Judgement byColumns = read.length == 0 ? unchecked(Reason.BLANK) : judge.line(chunk, row, read);
        if (byColumns.reason() == Reason.MISSING_FIELD && chunk.fieldFrom(row, phones[0]) >= 0) {
            byColumns = unchecked(Reason.BLANK); // what was not read in a field before counts as blank
        }
        Judgement judgement = judge.wholeLine(chunk, row, read, byColumns);
        if (judgement.verdict() != Verdict.UNCHECKED) {
            long[] numbers = numbers(chunk, row, read);
            checked.add(numbers, numbers.length);
        }
        return judgement;
    }

    private long[] numbers(Chunk chunk, int row, int[] read) {
        long[] numbers = new long[Math.max(1, read.length)];
        int count = 0;
        for (int k : read) {
            String field = text(chunk, row, k);
            if (field != null && !field.isBlank()) {
                OptionalLong number = number(chunk, row, k).number();
                numbers[count++] = number.isPresent() ? number.getAsLong() : NumberTakers.Lines.ofText(field);
            }
        }
        return Arrays.copyOf(numbers, Math.max(1, count));
    }

    private static Judgement unchecked(Reason reason) {
        return new Judgement(Verdict.UNCHECKED, reason, OptionalLong.empty());
    }

    private @Nullable String text(Chunk chunk, int row, int k) {
        int from = chunk.fieldFrom(row, k);
        if (from < 0) {
            return null;
        }
        int length = chunk.fieldTo(row, k) - from;
        String text;
        if (unit == 1) {
            text = new String(chunk.text(), from, length, charset);
        } else {
            byte[] bytes = new byte[Math.min(length * unit, chunk.byteLength() - from * unit)];
            chunk.bytes().get(from * unit, bytes);
            text = new String(bytes, charset);
        }
        return text.indexOf('"') >= 0 ? text.replace("\"\"", "\"") : text;
    }
}
