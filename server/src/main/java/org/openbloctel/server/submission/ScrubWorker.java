package org.openbloctel.server.submission;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.scrubbing.ScrubQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Works through what waits, small files first, with so many scrubs at once in this server, so that jobs of other kinds have
 * threads left. A thread that finds all places taken goes away: one of those who have them looks again before it leaves. The queue is
 * the table of submissions, not the job: a job that is lost delays nothing for longer than the recurring one takes to look.
 * Thread-safe.
 */
final class ScrubWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubWorker.class);

    private final ScrubQueue queue;
    private final Semaphore places;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean stopping;

    ScrubWorker(ScrubQueue queue, int atOnce) {
        this.queue = queue;
        this.places = new Semaphore(atOnce);
    }

    /** Works until nothing is due. What fails is thrown, and waits to be tried again. */
    void work() {
        asked.set(true);
        while (asked.get() && !stopping && places.tryAcquire()) {
            try {
                asked.set(false);
                drain();
            } finally {
                places.release();
            }
        }
    }

    private void drain() {
        try {
            boolean worked = true;
            while (worked && !stopping) {
                worked = queue.runNext();
            }
        } catch (RefusedException e) {
            // Only what is ours comes here: no fresh list. Submissions wait; readiness tells of it.
            LOG.debug("Submissions wait: {}", e.refusal().code());
        }
    }

    /** A server that stops begins no other scrub. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
