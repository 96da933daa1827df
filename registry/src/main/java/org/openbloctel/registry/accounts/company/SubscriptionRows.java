package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The tables of ordered plans and of the lines that were drawn from them. */
interface SubscriptionRows {
    String RUNNING = """
            select * from accounts.subscription
            where company = :company and cancelled_at is null and starts_on <= :day and ends_on > :day
            order by starts_on desc limit 1
            """;

    /** The orders, a company's together, since one gives way to another. */
    static PowerRows powers(Database database) {
        return new PowerRows(
                database, "subscription", Set.of("plan.ordered", "invoice.paid"), """
                select 'subscription:' || s.id as subject,
                    s.plan || ', ' || (select c.name from accounts.company c where c.id = s.company) as name,
                    array['subscription:' || s.id] || array(
                        select 'invoice:' || i.year || '-' || lpad(i.number::text, 6, '0') from accounts.invoice i
                        where i.company = s.company) as about,
                    jsonb_build_array(s.company, s.plan, s.grid, s.lines_per_submission, s.lines_per_year, s.price_cents,
                        s.starts_on, s.ends_on, s.upgrade_until)::text as content
                from accounts.subscription s where s.cancelled_at is null
                """, "s.company = :id", "s");
    }

    @SqlUpdate("""
            insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,
                price_cents, upgrade_until, ordered_at, ordered_by)
            values (:id, :company, :plan.code, :plan.from, :plan.linesPerSubmission, :linesPerYear,
                :priceCents, :upgradeUntil, :now, :actor)
            """)
    void insert(
            UUID id,
            UUID company,
            Plan plan,
            @Nullable Long linesPerYear,
            long priceCents,
            @Nullable LocalDate upgradeUntil,
            Instant now,
            String actor);

    @SqlQuery("select * from accounts.subscription where id = :id")
    Subscription get(UUID id);

    /** The plan that runs on a day. */
    @SqlQuery(RUNNING)
    Optional<Subscription> running(UUID company, LocalDate day);

    /** The same, locked until the transaction ends. */
    @SqlQuery(RUNNING + "for update")
    Optional<Subscription> lockRunning(UUID company, LocalDate day);

    /** The plans of some companies that run on a day. */
    @SqlQuery("""
            select distinct on (company) * from accounts.subscription
            where company = any(:companies) and cancelled_at is null and starts_on <= :day and ends_on > :day
            order by company, starts_on desc
            """)
    List<Subscription> running(Collection<UUID> companies, LocalDate day);

    /** The plan of a subscription as its grid has it: with the price and the limits of a whole year. */
    @SqlQuery("""
            select p.*, p.holds_from as "from", p.holds_to as "to" from accounts.plan p
                join accounts.subscription s on s.plan = p.code and s.grid = p.holds_from
            where s.id = :id
            """)
    Plan plan(UUID id);

    /** The term of the year for whose rest a larger plan was ordered; empty for a plan of a whole year. */
    @SqlQuery("select upgrade_until from accounts.subscription where id = :id and upgrade_until is not null")
    Optional<LocalDate> upgradeUntil(UUID id);

    /** The plan that is ordered and not paid for yet. */
    @SqlQuery("""
            select * from accounts.subscription
            where company = :company and cancelled_at is null and starts_on is null
            """)
    Optional<Subscription> pending(UUID company);

    /** The first plan that begins after a day. */
    @SqlQuery("""
            select * from accounts.subscription
            where company = :company and cancelled_at is null and starts_on > :day
            order by starts_on limit 1
            """)
    Optional<Subscription> next(UUID company, LocalDate day);

    /** Whether a company ever had a plan that began. */
    @SqlQuery("select exists (select from accounts.subscription where company = :company and starts_on is not null)")
    boolean hasStarted(UUID company);

    @SqlQuery("""
            select exists (select from accounts.subscription
                where company = :company and price_cents > 0 and starts_on is not null)
            """)
    boolean hasPaid(UUID company);

    @SqlUpdate("update accounts.subscription set starts_on = :starts, ends_on = :ends where id = :id")
    void start(UUID id, LocalDate starts, LocalDate ends);

    /** Starts a plan of which some lines are used already. */
    @SqlUpdate("update accounts.subscription set starts_on = :day, ends_on = :term, used_lines = :used where id = :id")
    void start(UUID id, LocalDate day, LocalDate term, long used);

    @SqlUpdate("update accounts.quota_use set subscription = :id where subscription = :running")
    void moveUses(UUID id, UUID running);

    @SqlUpdate("update accounts.subscription set ends_on = :day where id = :id")
    void end(UUID id, LocalDate day);

    @SqlUpdate("update accounts.subscription set cancelled_at = :now where id = :id and starts_on is null")
    void cancel(UUID id, Instant now);

    @SqlUpdate("update accounts.subscription set used_lines = used_lines + :lines where id = :id")
    void addUsed(UUID id, long lines);

    @SqlQuery("select exists (select from accounts.quota_use where reference = :reference)")
    boolean isDrawn(UUID reference);

    @SqlUpdate("""
            insert into accounts.quota_use (reference, subscription, lines, used_at)
            values (:reference, :subscription, :lines, :now)
            """)
    void insertUse(UUID reference, UUID subscription, long lines, Instant now);

    /** Takes a use back, with its lines. The plan is locked first, as where a larger one takes its place. */
    default void deleteUse(UUID reference) {
        lockOf(reference);
        delete(reference);
    }

    @SqlUpdate("""
            select id from accounts.subscription
            where id = (select subscription from accounts.quota_use where reference = :reference) for update
            """)
    void lockOf(UUID reference);

    @SqlUpdate("""
            with gone as (
                delete from accounts.quota_use where reference = :reference returning subscription, lines)
            update accounts.subscription s set used_lines = used_lines - gone.lines
            from gone where s.id = gone.subscription
            """)
    void delete(UUID reference);

    @SqlUpdate("delete from accounts.quota_use where used_at < :before")
    int forgetUses(Instant before);

    /** Forgets plans that are over, but for those with invoices or uses. */
    @SqlUpdate("""
            delete from accounts.subscription s
            where coalesce(ends_on, (cancelled_at at time zone 'Europe/Paris')::date) < :before
                and not exists (select from accounts.invoice i where i.subscription = s.id)
                and not exists (select from accounts.quota_use q where q.subscription = s.id)
            """)
    int forget(LocalDate before);

    /** Counts the verified companies whose plan runs on a day. */
    @SqlQuery("""
            select count(distinct s.company) from accounts.subscription s join accounts.company c on c.id = s.company
            where c.state = 'VERIFIED' and s.cancelled_at is null and s.starts_on <= :day and s.ends_on > :day
            """)
    long subscribers(LocalDate day);
}
