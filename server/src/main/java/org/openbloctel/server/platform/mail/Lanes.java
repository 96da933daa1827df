package org.openbloctel.server.platform.mail;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * The mails that are being sent at once, and which mail may join them. The mails of one recipient go one after the other. A domain gets at
 * most half of the lanes that are free; one whose mails go slowly gets one lane, and never one of the last quarter. So however many
 * mails a domain has, and however long it takes, mails to others go on. Thread-safe.
 */
final class Lanes {
    private static final int SHARE = 2;
    private static final int LAST = 4;

    private final int all;
    private final long slow;
    private final Map<String, Integer> domains = new HashMap<>();
    private final Set<String> recipients = new HashSet<>();
    private final Set<String> slowDomains = new HashSet<>();
    private int taken;

    /**
     * No mail is being sent.
     *
     * @param all how many may be
     * @param slow how long a mail takes at most to a domain that is not slow
     */
    Lanes(int all, Duration slow) {
        this.all = all;
        this.slow = slow.toNanos();
    }

    /** Whether a mail may be sent now; if so it takes a lane, to be left by {@link #leave}. */
    synchronized boolean enter(Outbox.Taken mail) {
        if (recipients.contains(mail.message().recipient()) || isFull(mail.domain())) {
            return false;
        }
        recipients.add(mail.message().recipient());
        domains.merge(mail.domain(), 1, Integer::sum);
        taken++;
        return true;
    }

    private boolean isFull(String domain) {
        int free = all - taken;
        int used = domains.getOrDefault(domain, 0);
        return slowDomains.contains(domain)
                ? used > 0 || free <= all / LAST
                : free == 0 || (used > 0 && used >= free / SHARE);
    }

    /** A mail went, or did not, after so many nanoseconds. */
    synchronized void leave(Outbox.Taken mail, long nanos) {
        if (nanos > slow) {
            slowDomains.add(mail.domain());
        } else {
            slowDomains.remove(mail.domain());
        }
        recipients.remove(mail.message().recipient());
        domains.computeIfPresent(mail.domain(), (domain, used) -> used == 1 ? null : used - 1);
        taken--;
        notifyAll();
    }

    /** The domains to which no further mail may be sent now. */
    synchronized Set<String> full() {
        Set<String> full = new HashSet<>(domains.keySet());
        full.addAll(slowDomains);
        full.removeIf(domain -> !isFull(domain));
        return full;
    }

    synchronized boolean isEmpty() {
        return taken == 0;
    }

    /** Whether a lane is free. */
    synchronized boolean hasRoom() {
        return taken < all;
    }

    /** Waits until a mail leaves its lane, for so long at most. */
    synchronized void await(Duration patience) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(this, patience.toNanos());
    }
}
