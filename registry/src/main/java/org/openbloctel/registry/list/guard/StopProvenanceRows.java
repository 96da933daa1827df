package org.openbloctel.registry.list.guard;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of provenances. */
final class StopProvenanceRows {
    private final Database database;

    StopProvenanceRows(Database database) {
        this.database = database;
    }

    void insert(StopProvenance said) {
        database.accounts()
                .sql("""
                        insert into accounts.guard_provenance (id, stop, company, text, link, member, at)
                        values (:id, :stop, :company, :text, :link, :member, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("stop", said.stop())
                .param("company", said.company())
                .param("text", said.said().text())
                .param("link", requireNonNullElse(said.said().papers(), ""))
                .param("member", said.said().by())
                .param("at", Columns.timestamp(said.said().at()))
                .update();
    }

    /** Whether something was said of this stop after this instant. Of two transactions the second one waits for the first. */
    boolean isSaidSince(UUID stop, Instant since) {
        database.accounts()
                .sql("select id from accounts.guard_stop where id = :stop for update")
                .param("stop", stop)
                .query(UUID.class)
                .single();
        return database.accounts()
                .sql("select exists (select from accounts.guard_provenance where stop = :stop and at > :since)")
                .param("stop", stop)
                .param("since", Columns.timestamp(since))
                .query(Boolean.class)
                .single();
    }

    List<StopProvenance> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.guard_provenance where company = :company order by at desc, id")
                .param("company", company)
                .query((row, n) -> new StopProvenance(
                        row.getObject("stop", UUID.class),
                        row.getObject("company", UUID.class),
                        new Provenance(
                                row.getString("text"),
                                row.getString("link").isEmpty() ? null : row.getString("link"),
                                row.getString("member"),
                                Columns.instant(row, "at"))))
                .list();
    }

    List<UUID> companies() {
        return database.accounts()
                .sql("select distinct company from accounts.guard_provenance")
                .query(UUID.class)
                .list();
    }

    int forget(Instant before, Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.guard_provenance where at < :before or company = any(:gone)")
                .param("before", Columns.timestamp(before))
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }
}
