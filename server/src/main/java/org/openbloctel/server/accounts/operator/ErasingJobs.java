package org.openbloctel.server.accounts.operator;

import java.time.Instant;
import java.util.Optional;

/** The jobs that erase, as the page on retention shows and starts them. */
interface ErasingJobs {
    /** When a job is due next; nothing while it is under way, or when it is not known yet. */
    Optional<Instant> next(String job);

    /** Makes a job due now; false when it is under way already. */
    boolean runNow(String job);
}
