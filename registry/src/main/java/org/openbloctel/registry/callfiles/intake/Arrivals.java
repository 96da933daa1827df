package org.openbloctel.registry.callfiles.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.Refusal;

/** What became of the files that were dropped: their sender finds the answer by name and folder. Thread-safe. */
public final class Arrivals {
    private static final int MAX = 500;

    private final ArrivalRows rows;
    private final InstantSource clock;
    private final int days;

    /**
     * Arrivals in this database.
     *
     * @param days how many days an arrival is kept
     */
    public Arrivals(Database database, InstantSource clock, int days) {
        this.rows = new ArrivalRows(database);
        this.clock = clock;
        this.days = days;
    }

    /**
     * A file that was taken, or refused.
     *
     * @param name what it was called, long runs of digits hidden
     * @param size its bytes
     * @param submission what it became
     * @param refusal why it became none
     */
    public record Arrival(
            UUID id,
            UUID company,
            String folder,
            String name,
            Instant at,
            long size,
            Optional<UUID> submission,
            Optional<Refusal.Stored> refusal) {}

    /** Notes a file that became a submission; in the open transaction. */
    Arrival taken(DropFolder place, String name, long size, UUID submission) {
        return insert(place, name, size, Optional.of(submission), Optional.empty());
    }

    /** Notes a file that was refused. */
    Arrival refused(DropFolder place, String name, long size, Refusal.Stored refusal) {
        return insert(place, name, size, Optional.empty(), Optional.of(refusal));
    }

    private Arrival insert(
            DropFolder place, String name, long size, Optional<UUID> submission, Optional<Refusal.Stored> refusal) {
        Arrival arrival = new Arrival(
                UUID.randomUUID(), place.company(), place.folder(), name, clock.instant(), size, submission, refusal);
        rows.insert(arrival.id(), place, name, arrival.at(), size, submission, refusal);
        return arrival;
    }

    /** What came into a folder, the latest first. */
    public List<Arrival> of(UUID company, String folder) {
        return rows.of(company, folder, MAX, (row, n) -> arrival(row));
    }

    /** Forgets arrivals whose files are gone in any case; how many. */
    public int forget() {
        return rows.forget(LegalCalendar.daysBefore(clock.instant(), days));
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        List<String> arguments = Columns.texts(row, "refusal_arguments");
        return new Arrival(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("folder"),
                row.getString("name"),
                Columns.instant(row, "arrived_at"),
                row.getLong("size"),
                Optional.ofNullable(row.getObject("submission", UUID.class)),
                Optional.ofNullable(row.getString("refusal_code")).map(code -> new Refusal.Stored(code, arguments)));
    }
}
