package org.openbloctel.registry.calls.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.openbloctel.registry.list.trace.Traces;

/**
 * The traces of one comparison of kept numbers: the numbers of a file are those of its submission, and what changed is added. Not
 * thread-safe.
 */
final class TracedRechecks {
    private final Traces traces;
    private final Map<KeptRows.File, Map<Long, Boolean>> changed = new LinkedHashMap<>();

    TracedRechecks(Traces traces) {
        this.traces = traces;
    }

    void changed(KeptRows.File file, Map<Long, Boolean> numbers) {
        changed.put(file, numbers);
    }

    /** The files of which something changed. */
    Collection<KeptRows.File> files() {
        return changed.keySet();
    }

    /**
     * What all traces of one comparison have in common.
     *
     * @param company the company that gets the event
     */
    record Common(
            Campaign campaign,
            UUID company,
            Instant at,
            long listRevision,
            @Nullable String certificate) {}

    /** Leaves a trace for each file; in the open transaction. */
    void leave(Common common, Collection<KeptRows.File> files) {
        try {
            for (KeptRows.File file : files) {
                TracedCheck check = new TracedCheck(
                        TracedCheck.Kind.RECHECK,
                        common.at(),
                        common.at(),
                        common.company(),
                        common.campaign().principal(),
                        file.submission(),
                        common.campaign().id(),
                        common.campaign().name(),
                        common.certificate(),
                        common.listRevision());
                traces.recheck(check, changed.getOrDefault(file, Map.of()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
