package org.openbloctel.scrub.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openbloctel.scrub.number.Reason;

/**
 * What a scrub did. The counts add up: {@code rows = callable + opposed + unchecked}.
 *
 * @param file the call file's name
 * @param sha256 {@code sha256:…} of the file as it was given; empty when not computed
 * @param rows records, the header aside
 * @param callable lines that may be called
 * @param opposed lines on the list
 * @param unchecked lines that were not checked
 * @param uncheckedByReason these by reason, the reasons that occurred
 * @param layout how the file was read
 * @param list by which list
 * @param outputs {@code sha256:…} of each returned file; empty when not computed
 * @param firstUnchecked the first lines that were not checked, a hundred at most
 * @param millis how long it took
 */
public record ScrubReport(
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
    /** How many unchecked lines are named. */
    public static final int NAMED_LINES = 100;

    /**
     * How the file was read.
     *
     * @param encoding its characters; {@code xlsx} for a workbook
     * @param separator between fields; empty for a workbook
     * @param header whether its first line names the columns
     * @param columns the phone columns' names
     */
    public record LayoutUsed(String encoding, String separator, boolean header, List<String> columns) {}

    /**
     * By which list.
     *
     * @param revision its revision
     * @param numbers how many numbers it holds
     * @param digest {@code sha256:…} over them
     * @param time when it was made
     */
    public record ListUsed(long revision, long numbers, String digest, Instant time) {}

    /**
     * A line that was not checked, named by its place and never by what it holds.
     *
     * @param line physical line, from 1
     * @param offset its first byte in the unpacked file, from 0; -1 in a workbook
     * @param reason why
     */
    public record UncheckedLine(long line, long offset, Reason reason) {}

    /** The same with the digests of the returned files. */
    public ScrubReport withOutputs(Map<Verdict, String> digests) {
        return new ScrubReport(
                file,
                sha256,
                rows,
                callable,
                opposed,
                unchecked,
                uncheckedByReason,
                layout,
                list,
                digests,
                firstUnchecked,
                millis);
    }

    /** The report as JSON, in the shape that docs/formats/report.md gives. */
    public String toJson() {
        return ReportJson.of(this);
    }
}
