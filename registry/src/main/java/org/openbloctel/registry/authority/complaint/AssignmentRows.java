package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of the complaints that inspectors work on. */
final class AssignmentRows {
    private final Database database;

    AssignmentRows(Database database) {
        this.database = database;
    }

    /** Replaces another inspector. */
    void assign(UUID complaint, UUID inspector, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.complaint_assignment (complaint, inspector, at) values (:complaint, :inspector, :now)
                        on conflict (complaint) do update set inspector = excluded.inspector, at = excluded.at
                        """)
                .param("complaint", complaint)
                .param("inspector", inspector)
                .param("now", Columns.timestamp(now))
                .update();
    }

    boolean release(UUID complaint, UUID inspector) {
        return database.accounts()
                        .sql(
                                "delete from accounts.complaint_assignment where complaint = :complaint and inspector = :inspector")
                        .param("complaint", complaint)
                        .param("inspector", inspector)
                        .update()
                > 0;
    }

    Optional<UUID> assignee(UUID complaint) {
        return database.accounts()
                .sql("select inspector from accounts.complaint_assignment where complaint = :complaint")
                .param("complaint", complaint)
                .query(UUID.class)
                .optional();
    }
}
