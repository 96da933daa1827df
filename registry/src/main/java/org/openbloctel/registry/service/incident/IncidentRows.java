package org.openbloctel.registry.service.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of incidents and of their texts. */
final class IncidentRows {
    private final Database database;

    IncidentRows(Database database) {
        this.database = database;
    }

    /** An incident without its texts. */
    record Head(
            UUID id,
            Bilingual title,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    void insert(UUID id, Bilingual title, Instant startedAt) {
        database.accounts()
                .sql("""
                        insert into accounts.incident (id, title_fr, title_en, started_at)
                        values (:id, :french, :english, :startedAt)
                        """)
                .param("id", id)
                .param("french", title.fr())
                .param("english", title.en())
                .param("startedAt", Columns.timestamp(startedAt))
                .update();
    }

    void add(UUID id, Bilingual text, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.incident_update (incident, n, at, text_fr, text_en)
                        values (:id, (select count(*) from accounts.incident_update where incident = :id), :now, :french, :english)
                        """)
                .param("id", id)
                .param("now", Columns.timestamp(now))
                .param("french", text.fr())
                .param("english", text.en())
                .update();
    }

    void end(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.incident set ended_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Lets one person at a time write about it, until the transaction ends. */
    Optional<Head> lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.incident where id = :id for update")
                .param("id", id)
                .query(IncidentRows::head)
                .optional();
    }

    Optional<Incident> find(UUID id) {
        List<Head> heads = database.accounts()
                .sql("select * from accounts.incident where id = :id")
                .param("id", id)
                .query(IncidentRows::head)
                .list();
        return whole(heads).stream().findFirst();
    }

    /** Those that last, and those that ended after an instant: the latest beginning first. */
    List<Incident> since(Instant ended) {
        List<Head> heads = database.accounts()
                .sql("""
                        select * from accounts.incident
                        where ended_at is null or ended_at > :ended
                        order by ended_at is not null, started_at desc, id
                        """)
                .param("ended", Columns.timestamp(ended))
                .query(IncidentRows::head)
                .list();
        return whole(heads);
    }

    private List<Incident> whole(List<Head> heads) {
        Map<UUID, List<Incident.Update>> updates = updates(heads);
        return heads.stream()
                .map(head -> new Incident(
                        head.id(),
                        head.title(),
                        head.startedAt(),
                        head.endedAt(),
                        updates.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Incident.Update>> updates(List<Head> heads) {
        Map<UUID, List<Incident.Update>> updates = new HashMap<>();
        if (!heads.isEmpty()) {
            database.accounts()
                    .sql("""
                            select * from accounts.incident_update where incident = any(:incidents) order by n desc
                            """)
                    .param("incidents", heads.stream().map(Head::id).toArray(UUID[]::new))
                    .query(row -> {
                        updates.computeIfAbsent(row.getObject("incident", UUID.class), any -> new ArrayList<>())
                                .add(new Incident.Update(Columns.instant(row, "at"), texts(row, "text")));
                    });
        }
        return updates;
    }

    private static Head head(ResultSet row, int n) throws SQLException {
        return new Head(
                row.getObject("id", UUID.class),
                texts(row, "title"),
                Columns.instant(row, "started_at"),
                Columns.optionalInstant(row, "ended_at").orElse(null));
    }

    private static Bilingual texts(ResultSet row, String column) throws SQLException {
        return new Bilingual(row.getString(column + "_fr"), row.getString(column + "_en"));
    }
}
