package org.openbloctel.spark;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * What a task did.
 *
 * @param unit its unit
 * @param report of the file or the part; null when the file was refused
 * @param files what it wrote, in the order of the verdicts
 * @param fault why the file was refused; null when it was not
 * @param details of the fault
 */
record Done(
        Unit unit,
        @Nullable ScrubReport report,
        List<String> files,
        @Nullable Fault fault,
        List<String> details) implements Serializable {
    static Done of(Unit unit, ScrubReport report, List<String> files) {
        return new Done(unit, report, files, null, List.of());
    }

    static Done refused(Unit unit, Fault fault, List<String> details) {
        return new Done(unit, null, List.of(), fault, details);
    }

    /** The report of what was not refused. */
    ScrubReport scrubbed() {
        if (report == null) {
            throw new IllegalStateException(unit.name() + " was refused");
        }
        return report;
    }
}
