package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * Warns the owners of a company before one of its real keys ends: a month before, and a week before. A key that is made for less is warned
 * of at once. Each warning goes once, in the transaction that counts it. Thread-safe.
 */
public final class KeyWarnings {
    /** So many days before the end, one warning each. */
    public static final List<Integer> DAYS_BEFORE = List.of(30, 7);

    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final ApiKeyRows keys;
    private final MemberDirectory members;

    /** Warnings about the keys in this database. */
    public KeyWarnings(Database database, InstantSource clock, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.keys = database.rows(ApiKeyRows.class);
        this.members = new MemberDirectory(database);
    }

    /** Sends what is due; the nearest warning counts for those before it. */
    public void send() {
        LocalDate today = LegalCalendar.today(clock);
        for (int warnings = DAYS_BEFORE.size(); warnings > 0; warnings--) {
            int nth = warnings;
            LocalDate by = today.plusDays(DAYS_BEFORE.get(nth - 1));
            database.runInAccounts(() -> keys.warn(today, by, nth).forEach(this::notify));
        }
    }

    private void notify(ApiKey key) {
        Map<String, String> says =
                Map.of("name", key.name(), "beginning", key.beginning(), "day", String.valueOf(key.expiresOn()));
        for (Member owner : members.owners(key.company())) {
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), "company/key-ends", says));
        }
    }
}
