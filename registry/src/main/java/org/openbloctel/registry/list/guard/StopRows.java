package org.openbloctel.registry.list.guard;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The table of stops. */
interface StopRows {
    static StopRows in(Database database) {
        return database.rows(StopRows.class, new Reading<>(StopRow.class, Stop.class, StopRow::stop));
    }

    /** A stop as it stands in its row. */
    record StopRow(
            UUID id,
            UUID company,
            @Nullable UUID principal,
            boolean whole,
            Stop.Step step,
            Instant at,
            String actor,
            String signs,
            @Nullable Instant liftedAt,
            Optional<String> liftedBy,
            @Nullable String liftedWhy) {
        Stop stop() {
            return new Stop(
                    id,
                    company,
                    requireNonNullElse(principal, company),
                    whole,
                    step,
                    at,
                    actor,
                    signs,
                    liftedBy.map(by -> new Stop.Lifted(requireNonNull(liftedAt), by, requireNonNull(liftedWhy))));
        }
    }

    /** Those that hold, the latest first. */
    @SqlQuery("select * from accounts.guard_stop where lifted_at is null order by at desc, company")
    List<Stop> current();

    /** All of a company's, the latest first. */
    @SqlQuery("select * from accounts.guard_stop where company = :company order by at desc")
    List<Stop> of(UUID company);

    /** How many there were since an instant: of the company, or of the pair with those of the company as a whole. */
    @SqlQuery("""
            select count(*) from accounts.guard_stop
            where company = :pair.company and at >= :since and (whole or principal = :pair.principal or :pair.isWhole)
            """)
    int since(Pair pair, Instant since);

    /** For how many other principals a company was stopped since an instant. */
    @SqlQuery("""
            select count(distinct principal) from accounts.guard_stop
            where company = :than.company and at >= :since and principal not in (:than.company, :than.principal)
            """)
    int otherPrincipals(Pair than, Instant since);

    @SqlUpdate("""
            insert into accounts.guard_stop (id, company, principal, whole, step, at, actor, signs)
            values (:stop.id, :stop.company, :stop.principal, :stop.whole, :stop.step, :stop.at, :stop.actor, :stop.signs)
            on conflict do nothing
            """)
    boolean insert(Stop stop);

    /** Ends those of these stops that hold. */
    @SqlQuery("""
            update accounts.guard_stop set lifted_at = :lifted.at, lifted_by = :lifted.by, lifted_why = :lifted.why
            where id = any(:stops) and lifted_at is null
            returning *
            """)
    List<Stop> lift(Collection<UUID> stops, Stop.Lifted lifted);

    @SqlQuery("select distinct company from accounts.guard_stop")
    List<UUID> companies();

    @SqlUpdate("delete from accounts.guard_stop where lifted_at < :before or company = any(:gone)")
    int forget(Instant before, Collection<UUID> gone);
}
