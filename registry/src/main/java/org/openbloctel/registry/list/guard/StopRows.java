package org.openbloctel.registry.list.guard;

import static java.util.Objects.requireNonNullElse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of stops. */
final class StopRows {
    private final Database database;

    StopRows(Database database) {
        this.database = database;
    }

    private static Stop stop(ResultSet row, int n) throws SQLException {
        String by = row.getString("lifted_by");
        return new Stop(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                requireNonNullElse(row.getObject("principal", UUID.class), row.getObject("company", UUID.class)),
                row.getBoolean("whole"),
                Stop.Step.valueOf(row.getString("step")),
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("signs"),
                by == null
                        ? Optional.empty()
                        : Optional.of(
                                new Stop.Lifted(Columns.instant(row, "lifted_at"), by, row.getString("lifted_why"))));
    }

    /** Those that hold, the latest first. */
    List<Stop> current() {
        return database.accounts()
                .sql("select * from accounts.guard_stop where lifted_at is null order by at desc, company")
                .query(StopRows::stop)
                .list();
    }

    /** All of a company's, the latest first. */
    List<Stop> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.guard_stop where company = :company order by at desc")
                .param("company", company)
                .query(StopRows::stop)
                .list();
    }

    /** How many there were since an instant: of the company, or of the pair with those of the company as a whole. */
    int since(Pair pair, Instant since) {
        return database.accounts()
                .sql("""
                        select count(*) from accounts.guard_stop
                        where company = :company and at >= :since and (whole or principal = :principal or :of_company)
                        """)
                .param("company", pair.company())
                .param("principal", pair.principal())
                .param("of_company", pair.isWhole())
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** For how many other principals a company was stopped since an instant. */
    int otherPrincipals(Pair than, Instant since) {
        return database.accounts()
                .sql("""
                        select count(distinct principal) from accounts.guard_stop
                        where company = :company and at >= :since and principal not in (:company, :principal)
                        """)
                .param("company", than.company())
                .param("principal", than.principal())
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    boolean insert(Stop stop) {
        return database.accounts()
                        .sql("""
                        insert into accounts.guard_stop (id, company, principal, whole, step, at, actor, signs)
                        values (:id, :company, :principal, :whole, :step, :at, :actor, :signs) on conflict do nothing
                        """)
                        .param("id", stop.id())
                        .param("company", stop.company())
                        .param("principal", stop.principal())
                        .param("whole", stop.whole())
                        .param("step", stop.step().name())
                        .param("at", Columns.timestamp(stop.at()))
                        .param("actor", stop.actor())
                        .param("signs", stop.signs())
                        .update()
                == 1;
    }

    /** Ends those of these stops that hold. */
    List<Stop> lift(Collection<UUID> stops, Stop.Lifted lifted) {
        return database.accounts()
                .sql("""
                        update accounts.guard_stop set lifted_at = :at, lifted_by = :by, lifted_why = :why
                        where id = any(:stops) and lifted_at is null
                        returning *
                        """)
                .param("stops", stops.toArray(UUID[]::new))
                .param("at", Columns.timestamp(lifted.at()))
                .param("by", lifted.by())
                .param("why", lifted.why())
                .query(StopRows::stop)
                .list();
    }

    List<UUID> companies() {
        return database.accounts()
                .sql("select distinct company from accounts.guard_stop")
                .query(UUID.class)
                .list();
    }

    int forget(Instant before, Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.guard_stop where lifted_at < :before or company = any(:gone)")
                .param("before", Columns.timestamp(before))
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }
}
