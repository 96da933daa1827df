package org.openbloctel.server.platform.jobs;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Names the jobs that fail again and again. They are shared by all servers, and no server does them better by being taken out of
 * service, so this is no part of readiness, and its status is one that the status of the whole leaves out.
 */
@Component("jobsHealthIndicator")
public final class JobsHealth extends AbstractHealthIndicator {
    /** Something has to be looked at; this server still answers requests. */
    public static final Status FAILING = new Status("FAILING", "fails again and again");

    private final JobRunner runner;

    JobsHealth(JobRunner runner) {
        super("the jobs cannot be read");
        this.runner = runner;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> failing = runner.failing();
        health.status(failing.isEmpty() ? Status.UP : FAILING).withDetail("failing", failing);
    }
}
