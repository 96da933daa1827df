package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
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
        this.rows = database.rows(ArrivalRows.class);
        this.clock = clock;
        this.days = days;
    }

    /**
     * A folder into which files are dropped.
     *
     * @param company whose it is
     * @param principal whose campaign it is: the company itself, or who gave it a mandate
     * @param folder the id of the campaign; empty for none
     */
    public record Folder(UUID company, UUID principal, String folder) {
        Optional<String> campaign() {
            return Optional.of(folder).filter(id -> !id.isEmpty());
        }
    }

    /**
     * A file that was taken, or refused.
     *
     * @param name what it was called, long runs of digits hidden
     * @param size its bytes
     * @param submission what it became
     * @param refusalCode why it became none
     * @param refusalArguments with what
     */
    public record Arrival(
            UUID id,
            UUID company,
            String folder,
            String name,
            Instant at,
            long size,
            Optional<UUID> submission,
            Optional<String> refusalCode,
            List<String> refusalArguments) {
        /** Why it became no submission. */
        public Optional<Refusal.Stored> refusal() {
            return refusalCode.map(code -> new Refusal.Stored(code, refusalArguments));
        }

        /** The same under another name. */
        public Arrival named(String other) {
            return new Arrival(id, company, folder, other, at, size, submission, refusalCode, refusalArguments);
        }
    }

    /** Notes a file that became a submission; in the open transaction. */
    Arrival taken(Folder place, String name, long size, UUID submission) {
        return insert(place, name, size, Optional.of(submission), Optional.empty());
    }

    /** Notes a file that was refused. */
    Arrival refused(Folder place, String name, long size, Refusal.Stored refusal) {
        return insert(place, name, size, Optional.empty(), Optional.of(refusal));
    }

    private Arrival insert(
            Folder place, String name, long size, Optional<UUID> submission, Optional<Refusal.Stored> refusal) {
        Arrival arrival = new Arrival(
                UUID.randomUUID(),
                place.company(),
                place.folder(),
                name,
                clock.instant(),
                size,
                submission,
                refusal.map(Refusal.Stored::code),
                refusal.map(Refusal.Stored::arguments).orElseGet(List::of));
        rows.insert(arrival);
        return arrival;
    }

    /** What came into a folder, the latest first. */
    public List<Arrival> of(UUID company, String folder) {
        return rows.of(company, folder, MAX);
    }

    /** Forgets arrivals whose files are gone in any case; how many. */
    public int forget() {
        return rows.forget(LegalCalendar.daysBefore(clock.instant(), days));
    }
}
