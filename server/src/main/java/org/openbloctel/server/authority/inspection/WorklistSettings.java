package org.openbloctel.server.authority.inspection;

import java.time.Duration;
import org.openbloctel.registry.authority.complaint.Worklist;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The thresholds of the worklist of inspectors.
 *
 * @param many complaints about one caller or company
 * @param surge how many times the usual number a surge is
 * @param waitingDays how long a complaint may wait for its attribution
 */
@ConfigurationProperties("openbloctel.inspection.worklist")
record WorklistSettings(
        @Between(min = 2, max = 1_000_000) int many,
        @Between(min = 2, max = 1_000) int surge,
        @Between(min = 1, max = 1_000) int waitingDays) {
    Worklist.Limits limits() {
        return new Worklist.Limits(many, surge, Duration.ofDays(waitingDays));
    }
}
