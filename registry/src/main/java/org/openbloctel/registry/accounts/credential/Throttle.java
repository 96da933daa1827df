package org.openbloctel.registry.accounts.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * Counts wrong tries by account and by address. A few are free; after that each doubles the wait, from half a minute to an hour.
 * A try is counted before it is looked at, under a row lock, so that many at once gain nothing. What is counted is a hash: an
 * account that does not exist is slowed down like one that does. Thread-safe; opens transactions of its own, so never call it
 * inside one that may be rolled back.
 */
public final class Throttle {
    /** The holder gets a mail at so many wrong proofs in a row. */
    static final int TOLD_AT = 3;

    static final int FREE_OF_ACCOUNT = 5;
    static final int FREE_OF_ADDRESS = 30;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration MAX_WAIT = Duration.ofHours(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final int DOUBLINGS = 7;

    private final Database database;
    private final FailureRows rows;
    private final InstantSource clock;

    /** Counts in this database. */
    public Throttle(Database database, InstantSource clock) {
        this.database = database;
        this.rows = database.rows(FailureRows.class);
        this.clock = clock;
    }

    /**
     * A try on an account: counted as wrong until {@link #clearAccount} says otherwise.
     *
     * @return which try in a row it is, from 1 on
     */
    public int tryAccount(String account) {
        return count(Sha256.hex("account " + account), FREE_OF_ACCOUNT);
    }

    /** A try from an address: counted, wrong or not. */
    public void tryAddress(String address) {
        count(ofAddress(address), FREE_OF_ADDRESS);
    }

    private static String ofAddress(String address) {
        return Sha256.hex("address " + Network.household(address));
    }

    /** It was right: the account's wrong tries are forgotten. */
    public void clearAccount(String account) {
        rows.clear(Sha256.hex("account " + account));
    }

    /** It was right: this one try counts no longer. The others do, or the holder of one account could try all others. */
    public void clearAddress(String address) {
        rows.oneLess(ofAddress(address));
    }

    /** Deletes what counts no longer. */
    public int purge() {
        return rows.purge(clock.instant().minus(FORGOTTEN_AFTER));
    }

    /** One statement finds the row and locks it: between two, a right code entered at the same time would delete it. */
    private int count(String subject, int free) {
        Instant now = clock.instant();
        Count counted = database.inAccounts(() -> {
            FailureRows.Failures failures = rows.lock(subject, now);
            int before = failures.lastAt().plus(FORGOTTEN_AFTER).isBefore(now) ? 0 : failures.failures();
            Instant open = before < free ? now : failures.lastAt().plus(wait(before - free));
            if (open.isAfter(now)) {
                return new Count(before, Math.max(1, Duration.between(now, open).toSeconds()));
            }
            rows.set(subject, before + 1, now);
            return new Count(before + 1, 0);
        });
        if (counted.seconds() > 0) {
            throw new RefusedException(new RequestRefusal.TooManyRequests(counted.seconds()));
        }
        return counted.tries();
    }

    /** Tries in a row, and the seconds until the next one is looked at. */
    private record Count(int tries, long seconds) {}

    private static Duration wait(int beyond) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, DOUBLINGS));
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }
}
