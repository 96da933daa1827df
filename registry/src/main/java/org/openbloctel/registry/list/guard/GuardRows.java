package org.openbloctel.registry.list.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;

/** The tables of prints, budgets and uses. */
final class GuardRows {
    /** The figures of fresh numbers, summed. A lift leaves rows whose sample is nothing; servers of the release before write no weights. */
    private static final String COUNTS = """
            coalesce(sum(fresh), 0) as fresh, coalesce(sum(sampled), 0) as sampled,
            coalesce(sum(coalesce(judged, sampled)) filter (where sampled > 0), 0) as judged,
            coalesce(sum(coalesce(judged_squares, sampled)) filter (where sampled > 0), 0) as squares,
            coalesce(sum(coalesce(judged_unassigned, unassigned)) filter (where sampled > 0), 0) as unassigned,
            coalesce(sum(coalesce(judged_neighbours, neighbours)) filter (where sampled > 0), 0) as neighbours,
            coalesce(sum(coalesce(judged_opposed, opposed)) filter (where sampled > 0), 0) as opposed
            """;

    private final Database database;

    GuardRows(Database database) {
        this.database = database;
    }

    /** Budgets that the operator raised. */
    static PowerRows powers(Database database) {
        return new PowerRows(database, "budget", Set.of("guard.raised"), """
                select 'budget:' || a.principal as subject, a.year_budget || ', ' || a.day_budget || ', ' || a.raised_until as name,
                    array['company:' || a.principal] as about,
                    jsonb_build_array(a.year_budget, a.day_budget, a.raised_until)::text as content
                from accounts.guard_account a where a.raised_until is not null
                """, "a.principal = :id", "a");
    }

    byte[] key(byte[] otherwise) {
        database.accounts()
                .sql("insert into accounts.guard_key (wrapped) values (:wrapped) on conflict do nothing")
                .param("wrapped", otherwise)
                .update();
        return database.accounts()
                .sql("select wrapped from accounts.guard_key")
                .query(byte[].class)
                .single();
    }

    /** A principal's row. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Kept(
            byte[] asked,
            long version,
            @Nullable Long yearBudget,
            @Nullable Long dayBudget,
            @Nullable LocalDate until) {}

    /** The row, locked until the transaction ends. */
    Kept lock(UUID principal) {
        database.accounts()
                .sql("insert into accounts.guard_account (principal) values (:principal) on conflict do nothing")
                .param("principal", principal)
                .update();
        return select(principal, " for update").orElseThrow();
    }

    /** The row as it stands. */
    Kept read(UUID principal) {
        return select(principal, "").orElse(new Kept(new byte[0], 0, null, null, null));
    }

    private Optional<Kept> select(UUID principal, String lock) {
        return database.accounts()
                .sql("select * from accounts.guard_account where principal = :principal" + lock)
                .param("principal", principal)
                .query((row, n) -> new Kept(
                        row.getBytes("asked"),
                        row.getLong("version"),
                        row.getObject("year_budget", Long.class),
                        row.getObject("day_budget", Long.class),
                        row.getObject("raised_until", LocalDate.class)))
                .optional();
    }

    void write(UUID principal, byte[] asked, long version) {
        database.accounts()
                .sql(
                        "update accounts.guard_account set asked = :asked, version = :version where principal = :principal")
                .param("asked", asked)
                .param("version", version)
                .param("principal", principal)
                .update();
    }

    long version(UUID principal) {
        return database.accounts()
                .sql("select version from accounts.guard_account where principal = :principal")
                .param("principal", principal)
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    void raise(UUID principal, Budget budget, LocalDate until) {
        database.accounts()
                .sql("""
                        update accounts.guard_account set year_budget = :year, day_budget = :day, raised_until = :until
                        where principal = :principal
                        """)
                .param("year", budget.year())
                .param("day", budget.day())
                .param("until", until)
                .param("principal", principal)
                .update();
    }

    /**
     * What a principal drew.
     *
     * @param kept its row, without the prints
     * @param first the first day since which it drew
     */
    record Drawn(
            UUID principal,
            Kept kept,
            long today,
            long year,
            @Nullable LocalDate first) {}

    /** What each of some principals drew since a day. */
    List<Drawn> drawn(Collection<UUID> principals, LocalDate since, LocalDate today) {
        return database.accounts()
                .sql("""
                        select p.id, a.year_budget, a.day_budget, a.raised_until, coalesce(d.today, 0) as today,
                            coalesce(d.year, 0) as year, d.first
                        from unnest(cast(:principals as uuid[])) p (id)
                            left join accounts.guard_account a on a.principal = p.id
                            left join lateral (
                                select sum(numbers) as year, sum(numbers) filter (where day >= :today) as today,
                                    min(day) filter (where numbers > 0) as first
                                from accounts.guard_drawn where principal = p.id and day >= :since) d on true
                        """)
                .param("principals", principals.toArray(UUID[]::new))
                .param("since", since)
                .param("today", today)
                .query((row, n) -> new Drawn(
                        row.getObject("id", UUID.class),
                        new Kept(
                                new byte[0],
                                0,
                                row.getObject("year_budget", Long.class),
                                row.getObject("day_budget", Long.class),
                                row.getObject("raised_until", LocalDate.class)),
                        row.getLong("today"),
                        row.getLong("year"),
                        row.getObject("first", LocalDate.class)))
                .list();
    }

    /** Draws, or gives back what was drawn and not needed. */
    void draw(UUID principal, LocalDate day, long numbers) {
        database.accounts()
                .sql("""
                        insert into accounts.guard_drawn as d (principal, day, numbers) values (:principal, :day, :numbers)
                        on conflict (principal, day) do update set numbers = greatest(0, d.numbers + excluded.numbers)
                        """)
                .param("principal", principal)
                .param("day", day)
                .param("numbers", numbers)
                .update();
    }

    /**
     * Adds to what was used on a day. The release before reads what was sampled without its weight: the shares that it computes are those
     * of the weighed ones. For files, {@code repeats} counts the numbers that were asked for before; null if not
     * counted.
     */
    void add(Uses.By by, LocalDate day, Uses.Sums sums, @Nullable Long repeats) {
        FreshCounts counts = sums.counts();
        database.accounts()
                .sql("""
                        insert into accounts.guard_use as u (company, principal, day, actor, door, asked, fresh, learnt,
                            sampled, unassigned, neighbours, opposed, repeats,
                            judged, judged_squares, judged_unassigned, judged_neighbours, judged_opposed)
                        values (:company, :principal, :day, :actor, :door, :asked, :fresh, :learnt,
                            :sampled, :sampled * :unassigned, :sampled * :neighbours, :sampled * :opposed, :repeats,
                            :judged, :squares, :judged * :unassigned, :judged * :neighbours, :judged * :opposed)
                        on conflict (company, day, principal, actor, door) do update set asked = u.asked + excluded.asked,
                            fresh = u.fresh + excluded.fresh, learnt = u.learnt + excluded.learnt,
                            sampled = u.sampled + excluded.sampled, unassigned = u.unassigned + excluded.unassigned,
                            neighbours = u.neighbours + excluded.neighbours, opposed = u.opposed + excluded.opposed,
                            repeats = u.repeats + excluded.repeats,
                            judged = coalesce(u.judged, u.sampled) + excluded.judged,
                            judged_squares = coalesce(u.judged_squares, u.sampled) + excluded.judged_squares,
                            judged_unassigned = coalesce(u.judged_unassigned, u.unassigned) + excluded.judged_unassigned,
                            judged_neighbours = coalesce(u.judged_neighbours, u.neighbours) + excluded.judged_neighbours,
                            judged_opposed = coalesce(u.judged_opposed, u.opposed) + excluded.judged_opposed
                        """)
                .param("company", by.company())
                .param("principal", by.principal())
                .param("day", day)
                .param("actor", by.actor())
                .param("door", by.door().name())
                .param("asked", sums.asked())
                .param("fresh", Math.round(counts.fresh()))
                .param("learnt", Math.round(sums.learnt()))
                .param("sampled", counts.sampled())
                .param("judged", counts.judged())
                .param("squares", counts.squares())
                .param("unassigned", counts.share(counts.unassigned()))
                .param("neighbours", counts.share(counts.neighbours()))
                .param("opposed", counts.share(counts.opposed()))
                .param("repeats", repeats, Types.BIGINT)
                .update();
    }

    /** What companies asked for since a day, those that learnt most first. */
    List<Watched> watched(LocalDate since, int limit) {
        return watched(since, null, limit);
    }

    /** The same of one company. */
    Watched watched(LocalDate since, UUID company) {
        return watched(since, company, 1).stream().findFirst().orElse(new Watched(company, 0, 0, FreshCounts.NONE));
    }

    private List<Watched> watched(LocalDate since, @Nullable UUID company, int limit) {
        return database.accounts()
                .sql("select company, sum(asked) as asked, sum(learnt) as learnt, " + COUNTS + """
                        from accounts.guard_use where day >= :since and (cast(:company as uuid) is null or company = :company)
                        group by company
                        order by sum(learnt) desc, sum(fresh) desc, company limit :limit
                        """)
                .param("since", since)
                .param("company", company)
                .param("limit", limit)
                .query((row, n) -> new Watched(
                        row.getObject("company", UUID.class), row.getLong("asked"), row.getLong("learnt"), counts(row)))
                .list();
    }

    private static FreshCounts counts(ResultSet row) throws SQLException {
        return new FreshCounts(
                row.getDouble("fresh"),
                row.getLong("sampled"),
                row.getDouble("judged"),
                row.getDouble("squares"),
                row.getDouble("unassigned"),
                row.getDouble("neighbours"),
                row.getDouble("opposed"));
    }

    /**
     * What the fresh numbers of a pair looked like since a day; of a company as a whole those for all principals, but those that it is
     * stopped for: they stop no other.
     */
    FreshCounts counts(LocalDate since, Pair pair) {
        return database.accounts()
                .sql("select " + COUNTS + """
                        from accounts.guard_use u where day >= :since and company = :company
                            and (principal = :principal or :of_company and not exists (select from accounts.guard_stop s
                                where s.company = u.company and s.principal = u.principal and not s.whole and s.lifted_at is null))
                        """)
                .param("since", since)
                .param("company", pair.company())
                .param("principal", pair.principal())
                .param("of_company", pair.isWhole())
                .query((row, n) -> counts(row))
                .single();
    }

    /** The figures of some pairs since a day; of a company with itself, those of what it asked for itself. */
    Map<Pair, FreshCounts> counts(LocalDate since, Collection<Pair> pairs) {
        Map<Pair, FreshCounts> all = new HashMap<>();
        database.accounts()
                .sql("select company, principal, " + COUNTS + """
                        from accounts.guard_use where day >= :since and (company, principal) in (
                            select * from unnest(cast(:companies as uuid[]), cast(:principals as uuid[])))
                        group by company, principal
                        """)
                .param("since", since)
                .param("companies", pairs.stream().map(Pair::company).toArray(UUID[]::new))
                .param("principals", pairs.stream().map(Pair::principal).toArray(UUID[]::new))
                .query(row -> {
                    all.put(
                            new Pair(row.getObject("company", UUID.class), row.getObject("principal", UUID.class)),
                            counts(row));
                });
        return all;
    }

    /**
     * For whom a company asked on the latest day for what looks like a walk, of those that it is not stopped for: most above the share that
     * was found over all of them, so that a large client is not taken for a small one that walks.
     */
    Optional<Pair> asking(UUID company, LocalDate since, Sign.Found found) {
        boolean isShare = Set.of(Sign.UNASSIGNED, Sign.NEIGHBOURS, Sign.OPPOSED).contains(found.sign());
        return database.accounts()
                .sql("""
                        select principal from (select day, principal, %s
                            from accounts.guard_use u where day >= :since and company = :company
                                and not exists (select from accounts.guard_stop s
                                    where s.company = u.company and s.principal = u.principal and not s.whole and s.lifted_at is null)
                            group by day, principal) of_day
                        order by day desc, case :sign when 'UNASSIGNED' then unassigned when 'NEIGHBOURS' then neighbours
                            when 'OPPOSED' then opposed else 0 end - :share * judged desc, fresh desc, principal limit 1
                        """.formatted(COUNTS))
                .param("since", since)
                .param("company", company)
                .param("sign", found.sign().name())
                .param("share", isShare ? found.percent() / 100.0 : 0)
                .query(UUID.class)
                .optional()
                .map(principal -> new Pair(company, principal));
    }

    /** For whom a company asked since a day, those with the most fresh numbers first. */
    List<UUID> principals(UUID company, LocalDate since, int limit) {
        return database.accounts()
                .sql("""
                        select principal from accounts.guard_use where company = :company and day >= :since
                        group by principal order by sum(fresh) desc, principal limit :limit
                        """)
                .param("company", company)
                .param("since", since)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** What some companies asked for since a day, beside what they asked for before it. */
    Map<UUID, OwnPast> pasts(LocalDate since, Collection<UUID> companies) {
        Map<UUID, OwnPast> pasts = new HashMap<>();
        database.accounts()
                .sql("""
                        select company, coalesce(sum(sampled + repeats) filter (where day >= :since), 0) as read,
                            coalesce(sum(repeats) filter (where day >= :since), 0) as repeated,
                            coalesce(sum(sampled + repeats) filter (where day < :since), 0) as read_before,
                            coalesce(sum(repeats) filter (where day < :since), 0) as repeated_before,
                            coalesce(sum(sampled) filter (where day < :since), 0) as sampled_before,
                            coalesce(cast(sum(sampled) filter (where day < :since)
                                * sum(coalesce(judged_opposed, opposed)) filter (where day < :since)
                                / nullif(sum(coalesce(judged, sampled)) filter (where day < :since), 0) as bigint), 0)
                                as opposed_before
                        from accounts.guard_use where company = any(:companies) group by company
                        """)
                .param("since", since)
                .param("companies", companies.toArray(UUID[]::new))
                .query(row -> {
                    pasts.put(
                            row.getObject("company", UUID.class),
                            new OwnPast(
                                    row.getLong("read"),
                                    row.getLong("repeated"),
                                    row.getLong("read_before"),
                                    row.getLong("repeated_before"),
                                    row.getLong("sampled_before"),
                                    row.getLong("opposed_before")));
                });
        return pasts;
    }

    /** What was counted before a lift counts no more as a sign. */
    void forgetSigns(Pair pair) {
        database.accounts()
                .sql("""
                        update accounts.guard_use set sampled = 0, unassigned = 0, neighbours = 0, opposed = 0,
                            judged = 0, judged_squares = 0, judged_unassigned = 0, judged_neighbours = 0, judged_opposed = 0,
                            repeats = null
                        where company = :company and (:of_company or principal = :principal)
                        """)
                .param("company", pair.company())
                .param("of_company", pair.isWhole())
                .param("principal", pair.principal())
                .update();
    }

    int forget(LocalDate before) {
        int uses = InParts.erase(rows -> database.accounts()
                .sql("delete from accounts.guard_use where ctid = any(array("
                        + "select ctid from accounts.guard_use where day < :before limit :rows))")
                .param("before", before)
                .param("rows", rows)
                .update());
        return uses
                + database.accounts()
                        .sql("delete from accounts.guard_drawn where day < :before")
                        .param("before", before)
                        .update();
    }

    List<UUID> principals() {
        return database.accounts()
                .sql("select principal from accounts.guard_account")
                .query(UUID.class)
                .list();
    }

    int forgetAccounts(Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.guard_account where principal = any(:gone)")
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }
}
