package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Database;

/** Numbers on the list that no consumer registered. Runs in the caller's transaction, in which the list comes last. */
public final class ListedNumbers {
    private final Database database;
    private final RegistrationRows registrations;

    /** Over this database. */
    public ListedNumbers(Database database) {
        this.database = database;
        this.registrations = RegistrationRows.in(database);
    }

    /** Those of some numbers that a consumer registered, now or before. */
    public Set<Long> registered(Collection<Long> e164s) {
        return opened(registrations.registered(sealed(e164s)));
    }

    /** Those of some numbers that a consumer proved to be theirs, now or before. */
    public Set<Long> proved(Collection<Long> e164s) {
        return opened(registrations.proved(sealed(e164s)));
    }

    private List<UUID> sealed(Collection<Long> e164s) {
        return e164s.stream().map(database.accountsNumbers()::seal).toList();
    }

    private Set<Long> opened(Set<UUID> numbers) {
        return numbers.stream().map(database.accountsNumbers()::open).collect(Collectors.toUnmodifiableSet());
    }

    /** Puts numbers on the list for the operator: the end of a registration does not take them off. Locks the list. */
    public void bring(long[] e164s, Instant now) {
        Arrays.stream(e164s).forEach(e164 -> registrations.bring(listed(e164), now));
    }

    /** Takes numbers off the list, but for those that a consumer has registered: from here on their registrations alone keep these. */
    public void withdraw(long[] e164s, Instant now) {
        if (e164s.length > 0) {
            // Changes nothing, and locks the list: a registration that is under way is either seen from here on, or
            // puts its number back.
            registrations.bring(listed(e164s[0]), now);
            for (long e164 : e164s) {
                if (registrations.isKept(database.accountsNumbers().seal(e164))) {
                    registrations.handOver(listed(e164), now);
                } else {
                    registrations.remove(listed(e164), now);
                }
            }
        }
    }

    private UUID listed(long e164) {
        return database.listNumbers().seal(e164);
    }
}
