package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.util.Set;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of places from which returned files were taken. */
final class DownloadPlaceRows {
    private final Database database;

    DownloadPlaceRows(Database database) {
        this.database = database;
    }

    Set<String> known(String actor, Instant since) {
        return database.accounts()
                .sql("select place from accounts.download_place where actor = :actor and seen_at >= :since")
                .param("actor", actor)
                .param("since", Columns.timestamp(since))
                .query(String.class)
                .set();
    }

    /** Whether it is new. Of two at once one is. */
    boolean note(String actor, String place, Instant now) {
        return database.accounts()
                .sql("""
                        insert into accounts.download_place (actor, place, seen_at) values (:actor, :place, :now)
                        on conflict (actor, place) do update set seen_at = excluded.seen_at
                        returning (xmax = 0)
                        """)
                .param("actor", actor)
                .param("place", place)
                .param("now", Columns.timestamp(now))
                .query(Boolean.class)
                .single();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.download_place where seen_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }
}
