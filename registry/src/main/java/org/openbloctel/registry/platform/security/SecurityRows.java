package org.openbloctel.registry.platform.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of the security log. */
interface SecurityRows {
    /** All in one statement. */
    default void insert(List<SecurityEvent.Timed> timed) {
        List<SecurityEvent> events =
                timed.stream().map(SecurityEvent.Timed::event).toList();
        insert(
                timed.stream().map(SecurityEvent.Timed::at).toList(),
                events.stream().map(SecurityEvent::kind).toList(),
                events.stream().map(SecurityEvent::actor).toList(),
                events.stream().map(SecurityEvent::subject).toList(),
                events.stream().map(SecurityEvent::network).toList(),
                events.stream().map(SecurityEvent::device).toList(),
                timed.stream().map(SecurityEvent.Timed::times).toList());
    }

    @SqlUpdate("""
            insert into accounts.security_event (at, kind, actor, subject, network, device, times)
            select * from unnest(cast(:at as timestamptz[]), cast(:kind as text[]), cast(:actor as text[]),
                cast(:subject as text[]), cast(:network as text[]), cast(:device as text[]),
                cast(:times as bigint[]))
            """)
    void insert(
            List<Instant> at,
            List<SecurityEvent.Kind> kind,
            List<String> actor,
            List<String> subject,
            List<String> network,
            List<String> device,
            List<Long> times);

    @SqlUpdate("""
            insert into accounts.key_use as u (key, day, requests, numbers) values (:key, :day, :requests, :numbers)
            on conflict (key, day) do update
            set requests = u.requests + excluded.requests, numbers = u.numbers + excluded.numbers
            """)
    void add(String key, LocalDate day, long requests, long numbers);

    /** Empty texts let everything through. Events of a kind that a newer version wrote, which runs beside this one, are left out. */
    static List<SecurityEvent.Recorded> find(Database database, SecurityLog.Filter filter, long before, int limit) {
        String[] known =
                Arrays.stream(SecurityEvent.Kind.values()).map(Enum::name).toArray(String[]::new);
        Map<String, Object> values = new LinkedHashMap<>(Map.of("before", before, "limit", limit, "known", known));
        StringBuilder sql =
                new StringBuilder("select * from accounts.security_event where id < :before and kind = any(:known)");
        Map.of("kind", filter.kind(), "actor", filter.actor(), "network", filter.network())
                .forEach((column, value) -> {
                    if (!value.isEmpty()) {
                        sql.append(" and ").append(column).append(" = :").append(column);
                        values.put(column, value);
                    }
                });
        return database.accounts()
                .sql(sql.append(" order by id desc limit :limit").toString())
                .params(values)
                .query(SecurityRows::recorded)
                .list();
    }

    private static SecurityEvent.Recorded recorded(ResultSet row, int n) throws SQLException {
        SecurityEvent event = new SecurityEvent(
                SecurityEvent.Kind.valueOf(row.getString("kind")),
                row.getString("actor"),
                row.getString("subject"),
                row.getString("network"),
                row.getString("device"));
        return new SecurityEvent.Recorded(
                row.getLong("id"), new SecurityEvent.Timed(Columns.instant(row, "at"), event, row.getLong("times")));
    }

    /** The networks from which some people signed in, those of the latest sign-ins. */
    @SqlQuery("""
            select network from accounts.security_event
            where actor = any(:actors) and kind = 'SIGNED_IN' and network <> ''
            group by network order by max(id) desc limit :limit
            """)
    List<String> networks(Collection<String> actors, int limit);

    /** Others who signed in from an address with one of these beginnings. */
    @SqlQuery("""
            select distinct e.actor
            from unnest(:beginnings) as near (beginning) join accounts.security_event e
                on e.kind = 'SIGNED_IN' and e.network collate "C" >= near.beginning and e.network collate "C" < near.beginning || 'z'
            where e.actor <> all(:but)
            limit :limit
            """)
    List<String> signedIn(Collection<String> beginnings, Collection<String> but, int limit);

    @SqlQuery("select * from accounts.key_use where key = :key order by day desc limit :limit")
    List<SecurityLog.KeyUse> uses(String key, int limit);

    @SqlQuery("select accounts.forget_security(:before)")
    int forget(Instant before);
}
