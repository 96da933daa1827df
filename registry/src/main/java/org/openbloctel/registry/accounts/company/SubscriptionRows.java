package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The tables of ordered plans and of the lines that were drawn from them. */
final class SubscriptionRows {
    private static final String RUNNING = """
            select * from accounts.subscription
            where company = :company and cancelled_at is null and starts_on <= :day and ends_on > :day
            order by starts_on desc
            limit 1
            """;

    private final Database database;

    SubscriptionRows(Database database) {
        this.database = database;
    }

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

    void insert(UUID id, UUID company, Plan plan, Instant now, String actor) {
        insert(id, company, plan, plan.linesPerYear(), plan.priceCents(), null, now, actor);
    }

    void insert(UUID id, UUID company, Upgrade upgrade, Instant now, String actor) {
        insert(
                id,
                company,
                upgrade.plan(),
                upgrade.linesPerYear(),
                upgrade.yearPriceCents(),
                upgrade.until(),
                now,
                actor);
    }

    private void insert(
            UUID id,
            UUID company,
            Plan plan,
            @Nullable Long linesPerYear,
            long priceCents,
            @Nullable LocalDate upgradeUntil,
            Instant now,
            String actor) {
        database.accounts()
                .sql("""
                        insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,
                            price_cents, upgrade_until, ordered_at, ordered_by)
                        values (:id, :company, :plan, :grid, :lines, :year, :price, :until, :now, :by)
                        """)
                .param("id", id)
                .param("company", company)
                .param("plan", plan.code())
                .param("grid", plan.from())
                .param("lines", plan.linesPerSubmission())
                .param("year", linesPerYear)
                .param("price", priceCents)
                .param("until", upgradeUntil, Types.DATE)
                .param("now", Columns.timestamp(now))
                .param("by", actor)
                .update();
    }

    Subscription get(UUID id) {
        return database.accounts()
                .sql("select * from accounts.subscription where id = :id")
                .param("id", id)
                .query(SubscriptionRows::subscription)
                .single();
    }

    /** The plan that runs on a day. */
    Optional<Subscription> running(UUID company, LocalDate day) {
        return database.accounts()
                .sql(RUNNING)
                .param("company", company)
                .param("day", day)
                .query(SubscriptionRows::subscription)
                .optional()
                .filter(this::isBelieved);
    }

    /** A plan that is another than the audit trail says gives nothing. */
    private boolean isBelieved(Subscription plan) {
        return !database.isDoubted("subscription", plan.id());
    }

    /** The plans of some companies that run on a day. */
    Map<UUID, Subscription> running(Collection<UUID> companies, LocalDate day) {
        return database
                .accounts()
                .sql("""
                        select distinct on (company) * from accounts.subscription
                        where company = any(:companies) and cancelled_at is null and starts_on <= :day and ends_on > :day
                        order by company, starts_on desc
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .param("day", day)
                .query(SubscriptionRows::subscription)
                .list()
                .stream()
                .filter(this::isBelieved)
                .collect(Collectors.toMap(Subscription::company, plan -> plan));
    }

    /** The same, locked until the transaction ends. */
    Optional<Subscription> lockRunning(UUID company, LocalDate day) {
        return database.accounts()
                .sql(RUNNING + "for update")
                .param("company", company)
                .param("day", day)
                .query(SubscriptionRows::subscription)
                .optional()
                .filter(this::isBelieved);
    }

    /** The plan of a subscription as its grid has it: with the price and the limits of a whole year. */
    Plan plan(UUID id) {
        return database.accounts()
                .sql("""
                        select p.* from accounts.plan p
                            join accounts.subscription s on s.plan = p.code and s.grid = p.holds_from
                        where s.id = :id
                        """)
                .param("id", id)
                .query(PlanRows::plan)
                .single();
    }

    /** The term of the year for whose rest a larger plan was ordered; empty for a plan of a whole year. */
    Optional<LocalDate> upgradeUntil(UUID id) {
        return database.accounts()
                .sql("select upgrade_until from accounts.subscription where id = :id and upgrade_until is not null")
                .param("id", id)
                .query(LocalDate.class)
                .optional();
    }

    /** The plan that is ordered and not paid for yet. */
    Optional<Subscription> pending(UUID company) {
        return database.accounts()
                .sql("""
                        select * from accounts.subscription
                        where company = :company and cancelled_at is null and starts_on is null
                        """)
                .param("company", company)
                .query(SubscriptionRows::subscription)
                .optional();
    }

    /** The first plan that begins after a day. */
    Optional<Subscription> next(UUID company, LocalDate day) {
        return database.accounts()
                .sql("""
                        select * from accounts.subscription
                        where company = :company and cancelled_at is null and starts_on > :day
                        order by starts_on
                        limit 1
                        """)
                .param("company", company)
                .param("day", day)
                .query(SubscriptionRows::subscription)
                .optional();
    }

    /** Whether a company ever had a plan that began. */
    boolean hasStarted(UUID company) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.subscription
                            where company = :company and starts_on is not null)
                        """)
                .param("company", company)
                .query(Boolean.class)
                .single();
    }

    boolean hasPaid(UUID company) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.subscription
                            where company = :company and price_cents > 0 and starts_on is not null)
                        """)
                .param("company", company)
                .query(Boolean.class)
                .single();
    }

    /**
     * Starts a plan that is paid for: a larger one for the rest of the running year takes its place; any other one starts on this day, or
     * when the running one ends that still gives something.
     */
    void start(UUID id, LocalDate day) {
        Subscription ordered = get(id);
        Optional<LocalDate> term = upgradeUntil(id);
        if (term.isPresent()) {
            upgrade(ordered, term.get(), day);
            return;
        }
        LocalDate starts = day;
        Optional<Subscription> running = lockRunning(ordered.company(), day);
        if (running.isPresent() && running.get().givesWay() && ordered.priceCents() > 0) {
            end(running.get().id(), day);
        } else if (running.isPresent() && running.get().endsOn() != null) {
            starts = running.get().endsOn();
        }
        database.accounts()
                .sql("update accounts.subscription set starts_on = :starts, ends_on = :ends where id = :id")
                .param("starts", starts)
                .param("ends", starts.plusYears(1))
                .param("id", id)
                .update();
    }

    /** Lines that are used stay used: they move with what was drawn for submissions, so that one that comes to nothing gives back. */
    private void upgrade(Subscription ordered, LocalDate term, LocalDate day) {
        Subscription running = lockRunning(ordered.company(), day)
                .filter(one -> term.equals(one.endsOn()))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UpgradeLapsed(term.minusDays(1))));
        end(running.id(), day);
        database.accounts()
                .sql("""
                        update accounts.subscription set starts_on = :day, ends_on = :term, used_lines = :used where id = :id
                        """)
                .param("day", day)
                .param("term", term)
                .param("used", running.usedLines())
                .param("id", ordered.id())
                .update();
        database.accounts()
                .sql("update accounts.quota_use set subscription = :id where subscription = :running")
                .param("id", ordered.id())
                .param("running", running.id())
                .update();
    }

    private void end(UUID id, LocalDate day) {
        database.accounts()
                .sql("update accounts.subscription set ends_on = :day where id = :id")
                .param("day", day)
                .param("id", id)
                .update();
    }

    void cancel(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.subscription set cancelled_at = :now where id = :id and starts_on is null")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void addUsed(UUID id, long lines) {
        database.accounts()
                .sql("update accounts.subscription set used_lines = used_lines + :lines where id = :id")
                .param("lines", lines)
                .param("id", id)
                .update();
    }

    boolean isDrawn(UUID reference) {
        return database.accounts()
                .sql("select exists (select from accounts.quota_use where reference = :reference)")
                .param("reference", reference)
                .query(Boolean.class)
                .single();
    }

    void insertUse(UUID reference, UUID subscription, long lines, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.quota_use (reference, subscription, lines, used_at)
                        values (:reference, :subscription, :lines, :now)
                        """)
                .param("reference", reference)
                .param("subscription", subscription)
                .param("lines", lines)
                .param("now", Columns.timestamp(now))
                .update();
    }

    /** Takes a use back, with its lines. The plan is locked first, as where a larger one takes its place. */
    void deleteUse(UUID reference) {
        database.accounts()
                .sql("""
                        select id from accounts.subscription
                        where id = (select subscription from accounts.quota_use where reference = :reference) for update
                        """)
                .param("reference", reference)
                .query(UUID.class)
                .optional();
        database.accounts().sql("""
                        with gone as (
                            delete from accounts.quota_use where reference = :reference returning subscription, lines)
                        update accounts.subscription s set used_lines = used_lines - gone.lines
                        from gone where s.id = gone.subscription
                        """).param("reference", reference).update();
    }

    int forgetUses(Instant before) {
        return database.accounts()
                .sql("delete from accounts.quota_use where used_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    /** Forgets plans that are over, but for those with invoices or uses. */
    int forget(LocalDate before) {
        return database.accounts().sql("""
                        delete from accounts.subscription s
                        where coalesce(ends_on, (cancelled_at at time zone 'Europe/Paris')::date) < :before
                            and not exists (select from accounts.invoice i where i.subscription = s.id)
                            and not exists (select from accounts.quota_use q where q.subscription = s.id)
                        """).param("before", before).update();
    }

    private static Subscription subscription(ResultSet row, int n) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("plan"),
                row.getObject("lines_per_submission", Long.class),
                row.getObject("lines_per_year", Long.class),
                row.getLong("used_lines"),
                row.getLong("price_cents"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class));
    }
}
