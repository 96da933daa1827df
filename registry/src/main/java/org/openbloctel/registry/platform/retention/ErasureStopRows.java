package org.openbloctel.registry.platform.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of jobs that do not erase, and of the confirmations of the database's clock. */
final class ErasureStopRows {
    private final Database database;

    ErasureStopRows(Database database) {
        this.database = database;
    }

    /** Keeps others from deciding about a job until the transaction ends; returns the time of the last alarm about the clock. */
    Optional<Instant> lock() {
        return database.accounts()
                .sql("select told_at from accounts.erasure_clock for update")
                .query((row, n) -> Columns.optionalInstant(row, "told_at"))
                .single();
    }

    /**
     * The last instant that the database knows: of its latest run, or when a person confirmed the clock after it. Before the first run, of its
     * oldest act.
     */
    Optional<Instant> last() {
        return database.accounts()
                .sql("""
                        select coalesce(
                            greatest(confirmed_at, (select max(started_at) from accounts.erasure_run where id > confirmed_run)),
                            (select min(at) from accounts.audit_entry)) as last_at
                        from accounts.erasure_clock
                        """)
                .query((row, n) -> Columns.optionalInstant(row, "last_at"))
                .single();
    }

    /** The largest amount of the last runs of a job that erased something. */
    long largest(String job, int runs) {
        return database.accounts()
                .sql("""
                        select coalesce(max(erased), 0) from (select erased from accounts.erasure_run
                            where job = :job and erased > 0 order by started_at desc, id desc limit :runs) latest
                        """)
                .param("job", job)
                .param("runs", runs)
                .query(Long.class)
                .single();
    }

    /** The stops that no person has confirmed, by job. */
    List<ErasureStop> waiting() {
        return database.accounts()
                .sql("select * from accounts.erasure_stop where confirmed_at is null order by job")
                .query(ErasureStopRows::stop)
                .list();
    }

    /** The amount that a person confirmed for a job. */
    Optional<Long> confirmed(String job) {
        return database.accounts()
                .sql("select amount from accounts.erasure_stop where job = :job and confirmed_at is not null")
                .param("job", job)
                .query(Long.class)
                .optional();
    }

    /** Records a stop. A job that waits already keeps its beginning, and its amount until it is counted again. */
    void put(ErasureStop stop) {
        database.accounts()
                .sql("""
                        insert into accounts.erasure_stop as old (job, reason, since, tried_at, last_at, amount, may)
                        values (:job, :reason, :since, :tried, :last, :amount, :may)
                        on conflict (job) do update set reason = excluded.reason, tried_at = excluded.tried_at,
                            last_at = excluded.last_at, may = excluded.may, confirmed_at = null,
                            since = case when old.reason = excluded.reason and old.confirmed_at is null then old.since
                                else excluded.since end,
                            amount = case when old.reason = excluded.reason and old.confirmed_at is null
                                and excluded.reason <> 'AMOUNT' then old.amount else excluded.amount end
                        """)
                .param("job", stop.job())
                .param("reason", stop.reason().name())
                .param("since", Columns.timestamp(stop.since()))
                .param("tried", Columns.timestamp(stop.triedAt()))
                .param("last", stop.lastAt().map(Columns::timestamp).orElse(null))
                .param("amount", stop.amount())
                .param("may", stop.may())
                .update();
    }

    /** Records how much a waiting job would erase. */
    void count(String job, long amount) {
        database.accounts()
                .sql("update accounts.erasure_stop set amount = :amount where job = :job and confirmed_at is null")
                .param("amount", amount)
                .param("job", job)
                .update();
    }

    /** The clock is right for a job: it does not wait any more, and none waits because of the day. */
    void lift(String job) {
        database.accounts().sql("""
                        delete from accounts.erasure_stop
                        where confirmed_at is null and (job = :job or reason in ('AHEAD', 'BEHIND'))
                        """).param("job", job).update();
    }

    /** Uses a confirmation up. */
    void use(String job) {
        database.accounts()
                .sql("delete from accounts.erasure_stop where job = :job and confirmed_at is not null")
                .param("job", job)
                .update();
    }

    void confirm(Collection<String> jobs, Instant at) {
        database.accounts()
                .sql("update accounts.erasure_stop set confirmed_at = :at where job = any(:jobs)")
                .param("at", Columns.timestamp(at))
                .param("jobs", jobs.toArray(String[]::new))
                .update();
    }

    /** The clock is right now: earlier runs do not count. */
    void confirmClock(Instant at) {
        database.accounts().sql("""
                        update accounts.erasure_clock set confirmed_at = :at,
                            confirmed_run = (select coalesce(max(id), 0) from accounts.erasure_run)
                        """).param("at", Columns.timestamp(at)).update();
    }

    void told(Instant at) {
        database.accounts()
                .sql("update accounts.erasure_clock set told_at = :at")
                .param("at", Columns.timestamp(at))
                .update();
    }

    private static ErasureStop stop(ResultSet row, int n) throws SQLException {
        return new ErasureStop(
                row.getString("job"),
                ErasureStop.Reason.valueOf(row.getString("reason")),
                Columns.instant(row, "since"),
                Columns.instant(row, "tried_at"),
                Columns.optionalInstant(row, "last_at"),
                row.getLong("amount"),
                row.getLong("may"));
    }
}
