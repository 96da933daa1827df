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
import java.util.function.Function;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of the security log. */
final class SecurityRows {
    private static final String[] KNOWN =
            Arrays.stream(SecurityEvent.Kind.values()).map(Enum::name).toArray(String[]::new);

    private final Database database;

    SecurityRows(Database database) {
        this.database = database;
    }

    /** All in one statement. */
    void insert(List<SecurityEvent.Timed> events) {
        database.accounts()
                .sql("""
                        insert into accounts.security_event (at, kind, actor, subject, network, device, times)
                        select * from unnest(cast(:at as timestamptz[]), cast(:kind as text[]), cast(:actor as text[]),
                            cast(:subject as text[]), cast(:network as text[]), cast(:device as text[]),
                            cast(:times as bigint[]))
                        """)
                .param("at", texts(events, timed -> timed.at().toString()))
                .param("kind", texts(events, timed -> timed.event().kind().name()))
                .param("actor", texts(events, timed -> timed.event().actor()))
                .param("subject", texts(events, timed -> timed.event().subject()))
                .param("network", texts(events, timed -> timed.event().network()))
                .param("device", texts(events, timed -> timed.event().device()))
                .param("times", texts(events, timed -> Long.toString(timed.times())))
                .update();
    }

    private static String[] texts(List<SecurityEvent.Timed> events, Function<SecurityEvent.Timed, String> field) {
        return events.stream().map(field).toArray(String[]::new);
    }

    void add(String key, LocalDate day, long requests, long numbers) {
        database.accounts()
                .sql("""
                        insert into accounts.key_use as u (key, day, requests, numbers) values (:key, :day, :requests, :numbers)
                        on conflict (key, day) do update
                        set requests = u.requests + excluded.requests, numbers = u.numbers + excluded.numbers
                        """)
                .param("key", key)
                .param("day", day)
                .param("requests", requests)
                .param("numbers", numbers)
                .update();
    }

    /** Empty texts let everything through. Events of a kind that a newer version wrote, which runs beside this one, are left out. */
    List<SecurityEvent.Recorded> find(String kind, String actor, String network, long before, int limit) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("before", before, "limit", limit, "known", KNOWN));
        StringBuilder sql =
                new StringBuilder("select * from accounts.security_event where id < :before and kind = any(:known)");
        Map.of("kind", kind, "actor", actor, "network", network).forEach((column, value) -> {
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
    List<String> networks(Collection<String> actors, int limit) {
        return database.accounts()
                .sql("""
                        select network from accounts.security_event
                        where actor = any(:actors) and kind = 'SIGNED_IN' and network <> ''
                        group by network order by max(id) desc limit :limit
                        """)
                .param("actors", actors.toArray(String[]::new))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** Others who signed in from an address with one of these beginnings. */
    List<String> signedIn(Collection<String> beginnings, Collection<String> but, int limit) {
        return database.accounts()
                .sql("""
                        select distinct e.actor
                        from unnest(:beginnings) as near (beginning) join accounts.security_event e
                            on e.kind = 'SIGNED_IN' and e.network collate "C" >= near.beginning
                                and e.network collate "C" < near.beginning || 'z'
                        where e.actor <> all(:but)
                        limit :limit
                        """)
                .param("beginnings", beginnings.toArray(String[]::new))
                .param("but", but.toArray(String[]::new))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    List<KeyUse> uses(String key, int limit) {
        return database.accounts()
                .sql("select * from accounts.key_use where key = :key order by day desc limit :limit")
                .param("key", key)
                .param("limit", limit)
                .query((row, n) -> new KeyUse(
                        row.getString("key"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("requests"),
                        row.getLong("numbers")))
                .list();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("select accounts.forget_security(:before)")
                .param("before", Columns.timestamp(before))
                .query(Integer.class)
                .single();
    }
}
