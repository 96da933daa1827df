package org.openbloctel.server.accounts.operator;

import java.util.stream.Stream;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.submission.Downloads;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Stop;
import org.springframework.stereotype.Component;

/** Counts of the call files of all companies that are not done: waiting, held, or not to be downloaded. Thread-safe. */
@Component
final class OpenFiles {
    private final ScrubQueue queue;
    private final HeldFiles held;
    private final Submissions submissions;
    private final GuardDesk guard;

    OpenFiles(ScrubQueue queue, HeldFiles held, Submissions submissions, GuardDesk guard) {
        this.queue = queue;
        this.held = held;
        this.submissions = submissions;
        this.guard = guard;
    }

    long waiting() {
        return queue.depth().waiting();
    }

    long held() {
        return held.depth().count();
    }

    /** Companies stopped by the alarm of downloads, by the guard, or by both: each counts once. */
    long stoppedCompanies() {
        return Stream.concat(
                        submissions.stops().stream().map(Downloads.Stop::company),
                        guard.stops().stream().map(Stop::company))
                .distinct()
                .count();
    }
}
