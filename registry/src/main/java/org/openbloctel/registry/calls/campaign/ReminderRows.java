package org.openbloctel.registry.calls.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** The table of reminders that were sent. */
final class ReminderRows {
    private final Database database;

    ReminderRows(Database database) {
        this.database = database;
    }

    int insert(UUID campaign, LocalDate until, String kind, Instant now) {
        return database.accounts()
                .sql("""
                        insert into accounts.campaign_reminder (campaign, covered_until, kind, at)
                        values (:campaign, :until, :kind, :now)
                        on conflict do nothing
                        """)
                .param("campaign", campaign)
                .param("until", until)
                .param("kind", kind)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
