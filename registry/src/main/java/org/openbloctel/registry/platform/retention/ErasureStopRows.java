package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The tables of jobs that do not erase, and of the confirmations of the database's clock. */
interface ErasureStopRows {
    /** Keeps others from deciding about a job until the transaction ends; returns the time of the last alarm about the clock. */
    @SqlQuery("select told_at from accounts.erasure_clock for update")
    Optional<Instant> lock();

    /**
     * The last instant that the database knows: of its latest run, or when a person confirmed the clock after it. Before the first run, of its
     * oldest act.
     */
    @SqlQuery("""
            select coalesce(greatest(confirmed_at, (select max(started_at) from accounts.erasure_run where id > confirmed_run)),
                (select min(at) from accounts.audit_entry)) as last_at
            from accounts.erasure_clock
            """)
    Optional<Instant> last();

    /** The largest amount of the last runs of a job that erased something. */
    @SqlQuery("""
            select coalesce(max(erased), 0) from (select erased from accounts.erasure_run
                where job = :job and erased > 0 order by started_at desc, id desc limit :runs) latest
            """)
    long largest(String job, int runs);

    /** The stops that no person has confirmed, by job. */
    @SqlQuery("select * from accounts.erasure_stop where confirmed_at is null order by job")
    List<ErasureGate.ErasureStop> waiting();

    /** The amount that a person confirmed for a job. */
    @SqlQuery("select amount from accounts.erasure_stop where job = :job and confirmed_at is not null")
    Optional<Long> confirmed(String job);

    /** Records a stop. A job that waits already keeps its beginning, and its amount until it is counted again. */
    @SqlUpdate("""
            insert into accounts.erasure_stop as old (job, reason, since, tried_at, last_at, amount, may)
            values (:stop.job, :stop.reason, :stop.since, :stop.triedAt, :stop.lastAt, :stop.amount, :stop.may)
            on conflict (job) do update set reason = excluded.reason, tried_at = excluded.tried_at,
                last_at = excluded.last_at, may = excluded.may, confirmed_at = null,
                since = case when old.reason = excluded.reason and old.confirmed_at is null then old.since else excluded.since end,
                amount = case when old.reason = excluded.reason and old.confirmed_at is null
                    and excluded.reason <> 'AMOUNT' then old.amount else excluded.amount end
            """)
    void put(ErasureGate.ErasureStop stop);

    /** Records how much a waiting job would erase. */
    @SqlUpdate("update accounts.erasure_stop set amount = :amount where job = :job and confirmed_at is null")
    void count(String job, long amount);

    /** The clock is right for a job: it does not wait any more, and none waits because of the day. */
    @SqlUpdate("""
            delete from accounts.erasure_stop
            where confirmed_at is null and (job = :job or reason in ('AHEAD', 'BEHIND'))
            """)
    void lift(String job);

    /** Uses a confirmation up. */
    @SqlUpdate("delete from accounts.erasure_stop where job = :job and confirmed_at is not null")
    void use(String job);

    @SqlUpdate("update accounts.erasure_stop set confirmed_at = :at where job = any(:jobs)")
    void confirm(Collection<String> jobs, Instant at);

    /** The clock is right now: earlier runs do not count. */
    @SqlUpdate("""
            update accounts.erasure_clock set confirmed_at = :at, confirmed_run = (select coalesce(max(id), 0) from accounts.erasure_run)
            """)
    void confirmClock(Instant at);

    @SqlUpdate("update accounts.erasure_clock set told_at = :at")
    void told(Instant at);
}
