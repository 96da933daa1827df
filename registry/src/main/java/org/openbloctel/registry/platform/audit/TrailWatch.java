package org.openbloctel.registry.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the trail with the heads that were seen, and sends its head to places where the owner of the database does not reach: at the start
 * and at the stop of a server, every ten minutes, and sooner after many entries. Each server has one, since its memory is compared.
 * While a head is lost no other is sent. Thread-safe; a failed tick is made up for by the next.
 */
public final class TrailWatch {
    /** Between two ticks: at most one head is sent in this time. */
    public static final Duration TICK = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMinutes(10);
    private static final long MAX_ENTRIES = 200;

    private final AuditTrail trail;
    private final Checkpoints checkpoints;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Consumer<Link> outlet;

    private @Nullable Instant looked;
    private @Nullable Link sent;
    private boolean raised;

    /**
     * A watch over a trail.
     *
     * @param outlet sends a head to another machine, where the operator has one
     */
    public TrailWatch(
            AuditTrail trail, Checkpoints checkpoints, InstantSource clock, Alarm alarm, Consumer<Link> outlet) {
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.alarm = alarm;
        this.outlet = outlet;
    }

    /** Learns that the trail lacks entries. */
    @FunctionalInterface
    public interface Alarm {
        /**
         * Called once for a loss, by each server that finds it.
         *
         * @param seen the latest head that is lost
         * @param head the trail's head now
         */
        void raised(Link seen, Link head);
    }

    /** Looks, and sends the head if it is time. */
    public synchronized void tick() {
        Instant now = clock.instant();
        Instant before = looked;
        boolean due = before == null || now.isBefore(before) || !now.isBefore(before.plus(LOOK));
        List<Sighting> lost = trail.lost(List.of());
        if (lost.isEmpty() && due) {
            lost = trail.lost(checkpoints.sightings());
        }
        if (lost.isEmpty()) {
            raised = false;
            send(now, due);
        } else {
            raise(lost.getLast());
        }
        if (due) {
            looked = now;
        }
    }

    /** Sends the last head of a server that stops. */
    public synchronized void stop() {
        if (trail.lost(List.of()).isEmpty()) {
            send(clock.instant(), true);
        }
    }

    private void send(Instant now, boolean due) {
        Link head = trail.head();
        Link before = sent;
        if (before == null || (due ? !head.equals(before) : head.seq() - before.seq() >= MAX_ENTRIES)) {
            outlet.accept(head);
            checkpoints.keep(Sighting.ofServer(head, now));
            sent = head;
        }
    }

    private void raise(Sighting lost) {
        if (raised) {
            return;
        }
        alarm.raised(lost.head(), trail.head());
        raised = true;
        if (lost.checkpoint() == 0) {
            checkpoints.keep(lost); // other servers, the doctor and the command learn it from the folder
        }
    }
}
