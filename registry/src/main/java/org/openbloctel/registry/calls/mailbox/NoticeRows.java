package org.openbloctel.registry.calls.mailbox;

import java.time.Instant;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of notices that were sent, by kind and recipient. */
final class NoticeRows {
    private final Database database;

    NoticeRows(Database database) {
        this.database = database;
    }

    int insert(String kind, String recipient, int most, Instant now, Instant before) {
        return database.accounts()
                .sql("""
                                insert into accounts.mailbox_notice as notice (kind, recipient, told_at)
                                select :kind, :recipient, :now
                                where (select count(*) from accounts.mailbox_notice where kind = :kind and told_at > :before) < :most
                                on conflict (kind, recipient) do update set told_at = excluded.told_at
                                where notice.told_at <= :before
                                """)
                .param("kind", kind)
                .param("recipient", recipient)
                .param("now", Columns.timestamp(now))
                .param("before", Columns.timestamp(before))
                .param("most", most)
                .update();
    }

    int forget(Instant toldBefore) {
        return database.accounts()
                .sql("delete from accounts.mailbox_notice where told_at <= :toldAt")
                .param("toldAt", Columns.timestamp(toldBefore))
                .update();
    }
}
