package org.openbloctel.scrub.engine;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Reason;

/**
 * What a scrub did. The counts add up: {@code rows = callable + opposed + unchecked + forbidden}.
 *
 * @param file the call file's name
 * @param sha256 {@code sha256:…} of the file as it was given; empty when not computed
 * @param rows records, the header aside
 * @param callable lines that may be called; by the list alone, lines that are not listed
 * @param opposed lines on the list
 * @param unchecked lines that were not checked
 * @param forbiddenByRule lines that a {@link Ruling} forbids, by the id of the rule, the rules that occurred
 * @param uncheckedByReason those that were not checked by reason, the reasons that occurred
 * @param layout how the file was read
 * @param list by which list
 * @param outputs {@code sha256:…} of each returned file; empty when not computed
 * @param firstUnchecked the first lines that were not checked, a hundred at most
 * @param law by which law the lines were judged; null when the list alone decided
 * @param millis how long it took
 */
public record ScrubReport(
        String file,
        String sha256,
        long rows,
        long callable,
        long opposed,
        long unchecked,
        Map<String, Long> forbiddenByRule,
        Map<Reason, Long> uncheckedByReason,
        LayoutUsed layout,
        ListUsed list,
        Map<Verdict, String> outputs,
        List<UncheckedLine> firstUnchecked,
        @Nullable LawUsed law,
        long millis)
        implements Serializable {
    /** The report of a scrub by the list alone. */
    public ScrubReport(
            String file,
            String sha256,
            long rows,
            long callable,
            long opposed,
            long unchecked,
            Map<Reason, Long> uncheckedByReason,
            LayoutUsed layout,
            ListUsed list,
            Map<Verdict, String> outputs,
            List<UncheckedLine> firstUnchecked,
            long millis) {
        this(
                file,
                sha256,
                rows,
                callable,
                opposed,
                unchecked,
                Map.of(),
                uncheckedByReason,
                layout,
                list,
                outputs,
                firstUnchecked,
                null,
                millis);
    }

    /** How many unchecked lines are named. */
    public static final int NAMED_LINES = 100;

    /**
     * How the file was read.
     *
     * @param encoding its characters; {@code xlsx} for a workbook
     * @param separator between fields; empty for a workbook
     * @param header whether its first line names the columns
     * @param columns the phone columns' names
     * @param sheet the sheet of the workbook that was read, or the names of several; empty for a text file
     * @param skippedSheets its other sheets that hold something, which were not read
     * @param sheets the sheets that were read, where all were asked for; else empty
     * @param titles lines before the header that stand in each returned file
     */
    public record LayoutUsed(
            String encoding,
            String separator,
            boolean header,
            List<String> columns,
            String sheet,
            List<String> skippedSheets,
            List<SheetUsed> sheets,
            int titles)
            implements Serializable {
        /** Of a text file. */
        public LayoutUsed(String encoding, String separator, boolean header, List<String> columns, int titles) {
            this(encoding, separator, header, columns, "", List.of(), List.of(), titles);
        }

        /** Of a text file without titles. */
        public LayoutUsed(String encoding, String separator, boolean header, List<String> columns) {
            this(encoding, separator, header, columns, 0);
        }
    }

    /**
     * One of several sheets of a workbook that were read.
     *
     * @param sheet its name as it may be shown
     * @param header whether its first row names the columns
     * @param columns the phone columns' names
     * @param counts its lines by verdict, in the order of {@link Verdict}
     */
    public record SheetUsed(String sheet, boolean header, List<String> columns, List<Long> counts)
            implements Serializable {
        /** Copies the lists. */
        public SheetUsed {
            columns = List.copyOf(columns);
            counts = List.copyOf(counts);
        }

        /** All its lines. */
        public long rows() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * By which list.
     *
     * @param revision its revision
     * @param numbers how many numbers it holds; {@link #NOT_STATED} where a service does not state it
     * @param digest {@code sha256:…} over them; {@code hmac-sha256:…} where a service keeps it from its readers
     * @param time when it was made
     */
    public record ListUsed(long revision, long numbers, String digest, Instant time) implements Serializable {
        /** No size. */
        public static final long NOT_STATED = -1;

        /** This list, exactly. */
        public static ListUsed of(OppositionList list) {
            return new ListUsed(list.revision(), list.size(), list.digest(), list.time());
        }
    }

    /**
     * By which law.
     *
     * @param day the day of the check, which decides the law
     * @param regime the code of the regime that was in force
     * @param rules the rules that were applied to each number, by their ids
     * @param hours in which hours a callable line may be called, such as {@code monday-friday 10:00-13:00}; empty when no rule limits
     *     them
     * @param holidays whether public holidays are closed
     * @param subject what the calls are about; null where it is not named
     */
    public record LawUsed(
            LocalDate day,
            String regime,
            List<String> rules,
            List<String> hours,
            boolean holidays,
            @Nullable SubjectUsed subject)
            implements Serializable {
        /** Copies the lists. */
        public LawUsed {
            rules = List.copyOf(rules);
            hours = List.copyOf(hours);
        }
    }

    /**
     * What the calls are about.
     *
     * @param id its permanent id
     * @param fr its name in French
     * @param en its name in English
     * @param goods the goods or services in words; null where they are not named
     */
    public record SubjectUsed(
            String id, String fr, String en, @Nullable String goods) implements Serializable {}

    /**
     * A line that was not checked, named by its place and never by what it holds.
     *
     * @param line physical line, from 1
     * @param offset its first byte in the unpacked file, from 0; -1 in a workbook
     * @param reason why
     * @param sheet the sheet, of several of a workbook that were read; else empty
     */
    public record UncheckedLine(long line, long offset, Reason reason, String sheet) implements Serializable {
        /** In a file that is one table. */
        public UncheckedLine(long line, long offset, Reason reason) {
            this(line, offset, reason, "");
        }
    }

    /** Lines that may not be called for another reason than the list. */
    public long forbidden() {
        return forbiddenByRule.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What was looked at: {@code list} for the list alone, {@code law} for all that the law of the day asks. */
    public String scope() {
        return law == null ? "list" : "law";
    }

    /** The lines of a verdict. */
    public long count(Verdict verdict) {
        return switch (verdict) {
            case CALLABLE -> callable;
            case OPPOSED -> opposed;
            case UNCHECKED -> unchecked;
            case FORBIDDEN -> forbidden();
        };
    }

    /** The same with the digests of the returned files. */
    public ScrubReport withOutputs(Map<Verdict, String> digests) {
        return with(file, sha256, list, digests, law);
    }

    /** The same of a file that is called otherwise, judged by a law. */
    public ScrubReport named(String name, @Nullable LawUsed used) {
        return with(name, sha256, list, outputs, used);
    }

    /** The same, with a list that is named otherwise. */
    public ScrubReport byList(ListUsed named) {
        return with(file, sha256, named, outputs, law);
    }

    /** The same of a file whose digest is known from elsewhere. */
    public ScrubReport digested(String digest) {
        return with(file, digest, list, outputs, law);
    }

    private ScrubReport with(
            String name, String digest, ListUsed by, Map<Verdict, String> digests, @Nullable LawUsed used) {
        return new ScrubReport(
                name,
                digest,
                rows,
                callable,
                opposed,
                unchecked,
                forbiddenByRule,
                uncheckedByReason,
                layout,
                by,
                digests,
                firstUnchecked,
                used,
                millis);
    }

    /** The report as JSON, in the shape that docs/formats/report.md gives. */
    public String toJson() {
        return ReportJson.of(this);
    }
}
