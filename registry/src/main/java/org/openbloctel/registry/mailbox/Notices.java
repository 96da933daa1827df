package org.openbloctel.registry.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/** Counts what is told to whom, so that nobody is told twice a day, and strangers all together not too often. Thread-safe. */
final class Notices {
    private static final Duration ONCE_IN = Duration.ofDays(1);

    private final Database database;
    private final InstantSource clock;

    Notices(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Why somebody is told. */
    enum Kind {
        /** Nobody here has their address. */
        STRANGER,
        /** Somebody used their address without proof. */
        IMPERSONATED
    }

    /**
     * Whether somebody may be told now; counted as told. In the transaction that tells them.
     *
     * @param recipient a hash of the address, or the id of a member
     * @param mostADay how many may be told in a day, of this kind
     */
    boolean mayTell(Kind kind, String recipient, int mostADay) {
        Instant now = clock.instant();
        return database.accounts()
                        .sql("""
                                insert into accounts.mailbox_notice as notice (kind, recipient, told_at)
                                select :kind, :recipient, :now
                                where (select count(*) from accounts.mailbox_notice where kind = :kind and told_at > :before) < :most
                                on conflict (kind, recipient) do update set told_at = excluded.told_at
                                where notice.told_at <= :before
                                """)
                        .param("kind", kind.name())
                        .param("recipient", recipient)
                        .param("now", Columns.timestamp(now))
                        .param("before", Columns.timestamp(now.minus(ONCE_IN)))
                        .param("most", mostADay)
                        .update()
                == 1;
    }

    int forget() {
        return database.accounts()
                .sql("delete from accounts.mailbox_notice where told_at <= :toldAt")
                .param("toldAt", Columns.timestamp(clock.instant().minus(ONCE_IN)))
                .update();
    }
}
