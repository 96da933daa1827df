package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ActLimits.Kind;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** The signs of people who register and withdraw the same numbers, perhaps to learn whether these were on the list, or reach a limit. Thread-safe. */
public final class ActSigns {
    /** The days for which acts are kept: as long as the number of a registration that was withdrawn. */
    public static final int KEPT_DAYS = 30;

    private final Database database;
    private final ActRows rows;
    private final InstantSource clock;
    private final ActLimits limits;

    /**
     * A weak sign that an account or network asks who is on the list, or that it reached a limit.
     *
     * @param kind what the acts have in common; of a number, several accounts acted
     * @param name the beginning of a keyed print, or a masked number
     * @param numbers how many numbers were both registered and withdrawn
     * @param acts the registrations and withdrawals of these numbers
     * @param fullDays on how many days a limit was reached
     * @param lastAt the last of the acts; null when there is a limit alone
     * @param lastFull the last day on which a limit was reached; null when none was
     */
    public record Sign(
            Kind kind,
            String name,
            int numbers,
            int acts,
            int fullDays,
            @Nullable Instant lastAt,
            @Nullable LocalDate lastFull) {
        /** The day of the last act or limit. */
        public LocalDate last() {
            LocalDate acted = lastAt == null ? LocalDate.MIN : LegalCalendar.dayOf(lastAt);
            return lastFull == null || lastFull.isBefore(acted) ? acted : lastFull;
        }
    }

    /** The signs in this database. */
    public ActSigns(Database database, InstantSource clock, ConsumerSettings settings) {
        this.database = database;
        this.rows = database.rows(ActRows.class);
        this.clock = clock;
        this.limits = settings.acts();
    }

    /** The signs of the last {@link #KEPT_DAYS} days, those about most numbers first. */
    public List<Sign> latest(int limit) {
        LocalDate since = LegalCalendar.today(clock).minusDays(KEPT_DAYS);
        return rows
                .signs(
                        LegalCalendar.startOf(since),
                        since,
                        limits.of(Kind.ACCOUNT),
                        limits.of(Kind.ADDRESS),
                        limits.of(Kind.NETWORK),
                        limits.of(Kind.NUMBER),
                        limit)
                .stream()
                .map(this::sign)
                .toList();
    }

    private Sign sign(ActRows.SignRow row) {
        String name = row.sealed()
                ? PhoneNumber.opened(row.subject(), database).masked()
                : row.subject().toString().substring(0, 8);
        return new Sign(row.kind(), name, row.numbers(), row.acts(), row.days(), row.lastAt(), row.lastDay());
    }
}
