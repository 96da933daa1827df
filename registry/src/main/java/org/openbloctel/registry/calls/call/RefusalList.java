package org.openbloctel.registry.calls.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * A principal's list of people who refused, as its people keep it by hand: refusals said elsewhere than in a reported call are
 * entered, one by one or as a list; one that was entered by mistake is taken off. The list is never given out: it holds prints.
 * The audit trail names an entry by its print, so that who knows the number can find what became of it. Thread-safe.
 */
public final class RefusalList {
    /** The most refusals of one list. */
    public static final int MAX = 20_000;

    private static final DateTimeFormatter BY_SLASHES =
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate OLDEST = LocalDate.of(2000, 1, 1);

    private final Database database;
    private final RefusalRows rows;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final NumberPrints prints;

    public RefusalList(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys) {
        this.database = database;
        this.rows = database.rows(RefusalRows.class);
        this.clock = clock;
        this.audit = audit;
        this.prints = new NumberPrints(database, keys);
    }

    /** How many people are on a principal's list. */
    public long count(UUID principal) {
        return rows.count(principal);
    }

    /** How many people refused in each month of a period, by the month in France in which they did. */
    public Map<YearMonth, Long> byMonth(UUID principal, Instant from, Instant until) {
        Map<YearMonth, Long> months = new TreeMap<>();
        rows.byMonth(principal, from, until).forEach((month, count) -> months.put(YearMonth.parse(month), count));
        return months;
    }

    /**
     * Enters a refusal; answers whether it is a new one.
     *
     * @param number as written
     * @param saidOn the day it was said, as written; empty for today
     */
    public boolean enter(UUID principal, String actor, String number, String saidOn) {
        Entry entry = entry(principal, prints.printer(), new Told(number, saidOn));
        return database.inAccounts(() -> {
            boolean fresh = insert(principal, List.of(entry)) == 1;
            record(actor, "refusal.entered", principal, entry.print());
            return fresh;
        });
    }

    /** Takes a number off the list, where it was entered by mistake; refuses when it is not on it. */
    public void remove(UUID principal, String actor, String number) {
        byte[] print = prints.printer().print(principal, CallReports.number(number));
        database.runInAccounts(() -> {
            int removed = rows.delete(principal, print);
            if (removed == 0) {
                throw new RefusedException(new LawRefusal.NotOnRefusalList());
            }
            record(actor, "refusal.removed", principal, print);
        });
    }

    /**
     * A refusal as told.
     *
     * @param number as written
     * @param saidOn the day it was said, as written: {@code 2026-11-25} or {@code 25/11/2026}; empty when that is not told
     */
    public record Told(String number, String saidOn) {
        /** Without what is written. */
        @Override
        public String toString() {
            return "Told";
        }
    }

    /**
     * What became of a list.
     *
     * @param fresh how many people are on the principal's list for the first time
     * @param known how many were on it
     * @param refused why the others were not taken, by their place in the list, from 0
     */
    public record Taken(int fresh, int known, Map<Integer, Refusal> refused) {}

    /** Takes a list of refusals; what cannot be read concerns that one alone. */
    public Taken take(UUID principal, String actor, List<Told> told) {
        if (told.size() > MAX) {
            throw new RefusedException(new LawRefusal.TooManyCalls(MAX));
        }
        NumberPrints.Printer printer = prints.printer();
        Map<Integer, Refusal> refused = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            try {
                entries.add(entry(principal, printer, told.get(i)));
            } catch (RefusedException e) {
                refused.put(i, e.refusal());
            }
        }
        int fresh = database.inAccounts(() -> {
            int inserted = insert(principal, entries);
            audit.record(new AuditEntry(
                    actor,
                    "refusal.list-taken",
                    "company:" + principal,
                    Map.of("taken", Integer.toString(entries.size()), "new", Integer.toString(inserted))));
            return inserted;
        });
        return new Taken(fresh, entries.size() - fresh, refused);
    }

    /** A refusal with its number's print. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    private record Entry(byte[] print, Instant saidAt) {}

    private Entry entry(UUID principal, NumberPrints.Printer printer, Told told) {
        return new Entry(printer.print(principal, CallReports.number(told.number())), saidAt(told.saidOn()));
    }

    /** The end of the day, for the hour is not told and the rest that the law asks for is not to be cut short; now, at most. */
    private Instant saidAt(String written) {
        Instant now = clock.instant();
        if (written.isBlank()) {
            return now;
        }
        LocalDate day = day(written.strip());
        if (day.isBefore(OLDEST) || day.isAfter(LegalCalendar.dayOf(now))) {
            throw new RefusedException(new LawRefusal.RefusalDay());
        }
        Instant end = LegalCalendar.startOf(day.plusDays(1)).minusSeconds(1);
        return end.isBefore(now) ? end : now;
    }

    private static LocalDate day(String written) {
        try {
            return written.indexOf('/') < 0 ? LocalDate.parse(written) : LocalDate.parse(written, BY_SLASHES);
        } catch (DateTimeException e) {
            throw new RefusedException(new LawRefusal.RefusalDay());
        }
    }

    /** Answers how many were not on the list. A later refusal of a person who is on it moves theirs. */
    private int insert(UUID principal, List<Entry> entries) {
        return (int) rows
                .insert(
                        principal,
                        entries.stream().map(Entry::print).toList(),
                        entries.stream().map(Entry::saidAt).toList())
                .stream()
                .filter(fresh -> fresh)
                .count();
    }

    private void record(String actor, String action, UUID principal, byte[] print) {
        audit.record(new AuditEntry(
                actor,
                action,
                "refusal:" + HexFormat.of().formatHex(print),
                Map.of("principal", principal.toString())));
    }
}
