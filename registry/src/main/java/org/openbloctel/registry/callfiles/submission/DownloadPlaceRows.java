package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of places from which returned files were taken. */
interface DownloadPlaceRows {
    @SqlQuery("select place from accounts.download_place where actor = :actor and seen_at >= :since")
    Set<String> known(String actor, Instant since);

    /** Whether it is new. Of two at once one is. */
    @SqlQuery("""
            insert into accounts.download_place (actor, place, seen_at) values (:actor, :place, :now)
            on conflict (actor, place) do update set seen_at = excluded.seen_at
            returning (xmax = 0)
            """)
    boolean note(String actor, String place, Instant now);

    @SqlUpdate("delete from accounts.download_place where seen_at < :before")
    int forget(Instant before);
}
