package org.openbloctel.server.callfiles.submission;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Works through what waits, small files first, with so many scrubs at once in this server, so that jobs of other kinds have
 * threads left. One more place is for small files only, so that large ones do not delay them. A thread that finds all places taken returns:
 * one of the working threads looks again before it ends. The queue is the table of submissions, not the job: the recurring job finds the
 * submissions of a lost one. Thread-safe.
 */
final class ScrubWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubWorker.class);

    private final Places any;
    private final Places small;
    private volatile boolean stopping;

    /**
     * A worker.
     *
     * @param next works on the submission that is due; false when none is
     * @param nextSmall the same for small ones
     */
    ScrubWorker(BooleanSupplier next, BooleanSupplier nextSmall, int atOnce) {
        this.any = new Places(atOnce, next);
        this.small = new Places(1, nextSmall);
    }

    /** Works until nothing is due. What fails is thrown, and waits to be tried again. */
    void work() {
        if (!any.work()) {
            small.work();
        }
    }

    /** A server that stops begins no other scrub. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Places that are taken and left by threads. */
    private final class Places {
        private final Semaphore free;
        private final BooleanSupplier next;
        private final AtomicBoolean asked = new AtomicBoolean();

        Places(int count, BooleanSupplier next) {
            this.free = new Semaphore(count);
            this.next = next;
        }

        /** Works while there is something to do; false when no place was free. */
        boolean work() {
            boolean worked = false;
            asked.set(true);
            while (asked.get() && !stopping && free.tryAcquire()) {
                worked = true;
                try {
                    asked.set(false);
                    drain();
                } finally {
                    free.release();
                }
            }
            return worked;
        }

        private void drain() {
            try {
                boolean more = true;
                while (more && !stopping) {
                    more = next.getAsBoolean();
                }
            } catch (RefusedException e) {
                // Only faults of the service come here, such as no fresh list. Submissions wait; readiness shows it.
                LOG.debug("Submissions wait: {}", e.refusal().code());
            }
        }
    }
}
