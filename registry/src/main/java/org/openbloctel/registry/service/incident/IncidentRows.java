package org.openbloctel.registry.service.incident;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;

/** The tables of incidents and of their texts. */
interface IncidentRows {
    /** An incident without its texts. */
    record Head(
            UUID id,
            @Nested("title_") Bilingual title,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** A text with the incident that it is about. */
    record UpdateRow(UUID incident, @Nested IncidentBoard.Incident.Update update) {}

    @SqlUpdate("""
            insert into accounts.incident (id, title_fr, title_en, started_at)
            values (:id, :title.fr, :title.en, :startedAt)
            """)
    void insert(UUID id, Bilingual title, Instant startedAt);

    @SqlUpdate("""
            insert into accounts.incident_update (incident, n, at, text_fr, text_en)
            values (:id, (select count(*) from accounts.incident_update where incident = :id), :now, :text.fr, :text.en)
            """)
    void add(UUID id, Bilingual text, Instant now);

    @SqlUpdate("update accounts.incident set ended_at = :now where id = :id")
    void end(UUID id, Instant now);

    /** Lets one person at a time write about it, until the transaction ends. */
    @SqlQuery("select * from accounts.incident where id = :id for update")
    Optional<Head> lock(UUID id);

    @SqlQuery("select * from accounts.incident where id = :id")
    List<Head> head(UUID id);

    /** Those that last, and those that ended after an instant: the latest beginning first. */
    @SqlQuery("""
            select * from accounts.incident
            where ended_at is null or ended_at > :ended
            order by ended_at is not null, started_at desc, id
            """)
    List<Head> headsSince(Instant ended);

    @SqlQuery("select * from accounts.incident_update where incident = any(:incidents) order by n desc")
    List<UpdateRow> updates(Collection<UUID> incidents);

    default Optional<IncidentBoard.Incident> find(UUID id) {
        return whole(head(id)).stream().findFirst();
    }

    default List<IncidentBoard.Incident> since(Instant ended) {
        return whole(headsSince(ended));
    }

    private List<IncidentBoard.Incident> whole(List<Head> heads) {
        Map<UUID, List<IncidentBoard.Incident.Update>> updates = heads.isEmpty()
                ? Map.of()
                : updates(heads.stream().map(Head::id).toList()).stream()
                        .collect(Collectors.groupingBy(
                                UpdateRow::incident, Collectors.mapping(UpdateRow::update, Collectors.toList())));
        return heads.stream()
                .map(head -> new IncidentBoard.Incident(
                        head.id(),
                        head.title(),
                        head.startedAt(),
                        head.endedAt(),
                        updates.getOrDefault(head.id(), List.of())))
                .toList();
    }
}
