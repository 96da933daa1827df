package org.openbloctel.registry.callfiles.scrubbing;

import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.list.OppositionList;

/**
 * What an attempt made, before any of it is published.
 *
 * @param report what came out
 * @param files the returned files, in the folder of the submission
 * @param checked the fingerprints of the lines that were checked
 * @param asked the numbers of all lines, for the guard
 * @param traced the same with their answers, for the traces
 * @param list by which they were judged
 */
public record Made(
        ScrubReport report,
        List<Returned.Stored> files,
        SortedPrints checked,
        Reading asked,
        Traced traced,
        OppositionList list) {
    /** The size of the files. */
    long bytes() {
        return files.stream().mapToLong(Returned.Stored::size).sum();
    }

    /** The files under the names by which they are downloaded. */
    List<Returned> returned(String fileName) {
        Optional<String> json = Optional.of(report.toJson());
        return files.stream()
                .map(file -> file.named(fileName, json, report.law() != null))
                .toList();
    }
}
