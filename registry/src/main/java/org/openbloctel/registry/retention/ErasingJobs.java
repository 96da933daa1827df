package org.openbloctel.registry.retention;

import java.time.Instant;
import java.util.Optional;

/** What the retention's page needs from the job queue. */
public interface ErasingJobs {
    /** When a job is due next; nothing while it is under way, or when it is not known yet. */
    Optional<Instant> next(String job);

    /** Makes a job due now; false when it is under way already. */
    boolean runNow(String job);
}
