package org.openbloctel.registry.calls.call;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** Counts of calls outside the hours. Each addition is a transaction. */
final class OffHoursRows {
    private final Database database;

    OffHoursRows(Database database) {
        this.database = database;
    }

    void add(UUID agent, UUID principal, LocalDate day, int calls) {
        database.accounts()
                .sql("""
                        insert into accounts.call_off_hours as known (agent, principal, day, calls)
                        values (:agent, :principal, :day, :calls)
                        on conflict (agent, principal, day) do update set calls = known.calls + excluded.calls
                        """)
                .param("agent", agent)
                .param("principal", principal)
                .param("day", day)
                .param("calls", calls)
                .update();
    }

    <T> List<T> agents(LocalDate from, int least, RowMapper<T> agent) {
        return database.accounts()
                .sql("""
                        with outside as (
                            select agent, sum(calls) as calls from accounts.call_off_hours
                            where day >= :from group by agent having sum(calls) >= :least)
                        select agent, outside.calls as outside, (
                            select coalesce(sum(f.calls), 0) from accounts.call_figure f
                            where f.agent = outside.agent and f.day >= :from) as calls
                        from outside order by outside.calls desc, agent
                        """)
                .param("from", from)
                .param("least", least)
                .query(agent)
                .list();
    }

    int forget(LocalDate before) {
        return database.accounts()
                .sql("delete from accounts.call_off_hours where day < :before")
                .param("before", before)
                .update();
    }
}
