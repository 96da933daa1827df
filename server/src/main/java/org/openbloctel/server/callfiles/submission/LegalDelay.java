package org.openbloctel.server.callfiles.submission;

import java.time.Duration;
import java.time.InstantSource;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;
import org.openbloctel.server.platform.jobs.JobsHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Watches the oldest submission that waits. The law gives 72 hours; seconds are the rule here, so a file that waits for hours waits
 * for a fault. It is an alarm, in the log and in the health's details, and so are files at which the work fails again and again. It
 * takes no server out of service: one with a long queue is still fit to be asked.
 */
@Component("submissionsHealthIndicator")
final class LegalDelay extends AbstractHealthIndicator {
    /** Code de la consommation: the file is returned within 72 hours. */
    static final int LEGAL_HOURS = 72;

    private static final Logger LOG = LoggerFactory.getLogger(LegalDelay.class);

    private final ScrubQueue queue;
    private final InstantSource clock;
    private final Duration alarmAfter;

    @Autowired
    LegalDelay(ScrubQueue queue, InstantSource clock, SubmissionSettings settings) {
        this(queue, clock, settings.alarmAfter());
    }

    LegalDelay(ScrubQueue queue, InstantSource clock, Duration alarmAfter) {
        super("the queue of submissions cannot be read");
        this.queue = queue;
        this.clock = clock;
        this.alarmAfter = alarmAfter;
    }

    /** How long the oldest has waited; nothing when none waits. */
    Duration oldest() {
        return oldest(queue.depth());
    }

    private Duration oldest(ScrubTask.Depth depth) {
        return depth.oldest().map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO);
    }

    /** Says so in the log when the oldest has waited too long. */
    void look() {
        ScrubTask.Depth depth = queue.depth();
        Duration oldest = oldest(depth);
        if (oldest.compareTo(alarmAfter) >= 0) {
            LOG.error(
                    "The oldest of {} submissions has waited for {} hours; the law gives {}: look at the errors above"
                            + " and at openbloctel.submissions in docs/configuration.md",
                    depth.waiting(),
                    oldest.toHours(),
                    LEGAL_HOURS);
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        ScrubTask.Depth depth = queue.depth();
        Duration oldest = oldest(depth);
        boolean late = oldest.compareTo(alarmAfter) >= 0;
        boolean failing = depth.failing() > 0 || depth.refused() > 0;
        health.status(late || failing ? JobsHealth.FAILING : Status.UP)
                .withDetail("waiting", depth.waiting())
                .withDetail("failures", depth.failures())
                .withDetail("oldestSeconds", oldest.toSeconds())
                .withDetail("failing", depth.failing())
                .withDetail("refusedForFailing", depth.refused())
                .withDetail("late", late);
    }
}
