package org.openbloctel.registry.accounts.consumer;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.platform.database.CommitGroup;
import org.openbloctel.registry.platform.database.Database;

/**
 * The changes of the list by registrations. Every method runs in the caller's transaction. Locks are taken in one
 * order: the consumer's row, then the numbers in ascending order, then the list.
 *
 * <p>Such a change takes no lock of the list: it is a row that waits ({@code list.waiting}), and gets its revision
 * right after the commit, with those of other transactions, before the caller's transaction returns. The lock of the number keeps
 * such changes in their order.
 */
final class ListChanges {
    private final Database database;
    private final RegistrationRows rows;
    private final SecureRandom random = new SecureRandom();
    private final CommitGroup<Boolean> settling;

    ListChanges(Database database, RegistrationRows rows) {
        this.database = database;
        this.rows = rows;
        this.settling =
                database.group("list", () -> CommitGroup.required(changes -> RegistrationRows.settle(database)));
    }

    /** Adds a registration with its number. */
    Registration add(UUID consumer, PhoneNumber number, Origin origin) {
        // Eleven random digits: a second try is for the one time in a century when a number is taken.
        Optional<Registration> added;
        do {
            added = RegistrationRows.add(database, RegistrationNumber.random(random), consumer, number, origin);
        } while (added.isEmpty());
        awaitList();
        return added.get();
    }

    /**
     * Takes a number off the list after a registration ended, unless another one keeps it there, or the operator brought it. Each is as
     * much work, so that the time taken does not show which it was.
     */
    void withdraw(PhoneNumber number, Instant now) {
        change(number, "withdraw", "oppose", now);
    }

    /** Takes a number off the list even if the operator brought it, unless a registration keeps it there. */
    void remove(PhoneNumber number, Instant now) {
        change(number, "remove", "hand_over", now);
    }

    private void change(PhoneNumber number, String act, String whereKept, Instant now) {
        boolean kept = rows.isKept(number.sealed(database));
        rows.later(kept ? whereKept : act, database.listNumbers().seal(number.e164()), now);
        awaitList();
    }

    /** Returns from the transaction only when all changes that were committed before it have their revisions. */
    void awaitList() {
        database.afterCommit(settling, true);
    }
}
