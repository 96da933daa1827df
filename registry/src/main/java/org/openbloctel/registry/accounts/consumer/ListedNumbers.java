package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.openbloctel.registry.platform.database.Database;

/** Numbers on the list that no consumer registered. Runs in the caller's transaction, in which the list comes last. */
public final class ListedNumbers {
    private final RegistrationRows registrations;

    /** Over this database. */
    public ListedNumbers(Database database) {
        this.registrations = new RegistrationRows(database);
    }

    /** Those of some numbers that a consumer registered, now or before. */
    public Set<Long> registered(Collection<Long> e164s) {
        return registrations.registered(e164s);
    }

    /** Those of some numbers that a consumer proved to be theirs, now or before. */
    public Set<Long> proved(Collection<Long> e164s) {
        return registrations.proved(e164s);
    }

    /** Puts numbers on the list for the operator. */
    public void bring(long[] e164s, Instant now) {
        Arrays.stream(e164s).forEach(e164 -> registrations.bring(new PhoneNumber(e164), now));
    }

    /** Takes numbers off the list, but for those that a consumer has registered: from here on their registrations alone keep these. */
    public void withdraw(long[] e164s, Instant now) {
        if (e164s.length > 0) {
            // Changes nothing, and locks the list: a registration that is under way is either seen from here on, or
            // puts its number back.
            registrations.bring(new PhoneNumber(e164s[0]), now);
            Arrays.stream(e164s).forEach(e164 -> registrations.removeAtOnce(new PhoneNumber(e164), now));
        }
    }
}
