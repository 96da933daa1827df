package org.openbloctel.registry.submission;

import java.time.Instant;
import java.util.UUID;

/** Told when the downloads of a company were stopped, in that transaction: it writes to the company's owners. */
@FunctionalInterface
public interface DownloadAlarm {
    /** Far more was downloaded than usual. */
    void stopped(UUID company, Instant at, int files, long lines);
}
