package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.ListRefusal;

/** What this server knows of a principal's numbers, between two exchanges with the database. Guarded by its own lock. */
final class Account {
    private Asked asked = new Asked();
    private long version = -1;
    private long changes;
    private long writtenChanges;
    private LocalDate grantDay = LocalDate.MIN;
    private long grant;
    private Instant used = Instant.EPOCH;
    private boolean ended;
    private Asked owed = new Asked();
    private LocalDate owedDay = LocalDate.MIN;
    /** Answered since the database had it last, by day; and the journal's place of the latest of them. */
    private final Map<LocalDate, Long> unsettled = new HashMap<>();

    private long place;
    private LocalDate closedDay = LocalDate.MIN;
    private @Nullable ListRefusal closedBy;
    private Budgets.@Nullable Standing standing;
    private long dayEnds;
    private double coverageLimit;

    private long[] prints = new long[64];
    private long[] numbers = new long[64];
    private int fresh;

    long version() {
        return version;
    }

    boolean isChanged() {
        return changes > writtenChanges;
    }

    Asked asked() {
        return asked;
    }

    /** Whether nothing was asked since an instant, and all is written down. */
    synchronized boolean isIdle(Instant since) {
        return !isChanged() && used.isBefore(since);
    }

    /** Ends an account that is idle and has nothing drawn: a thread that holds it still asks for another one. False when it is in use. */
    synchronized boolean end(Instant since) {
        ended = isIdle(since) && grant == 0;
        version = ended ? -1 : version;
        return ended;
    }

    /** Keeps an account from being idle; false when it has ended. */
    synchronized boolean use(Instant now) {
        used = now;
        return !ended;
    }

    /** Whether a number was asked for of late; of one that is not sampled, that cannot be told. */
    boolean isKnown(long print, int day) {
        return PrintKey.isSampled(print, asked.level()) && asked.knows(print, day);
    }

    /** The part of a block that the principal may ask for within a week, by its budget. */
    double coverageLimit() {
        return coverageLimit;
    }

    void coverageLimit(double limit) {
        coverageLimit = limit;
    }

    /** Collects the fresh ones among these; numbers that are no E.164 number are negative. Hot code. */
    void look(PrintKey key, long[] e164s, int n, int day, Instant now) {
        used = now;
        fresh = 0;
        int level = asked.level();
        for (int i = 0; i < n; i++) {
            if (e164s[i] > 0) {
                long print = key.print(e164s[i]);
                if (PrintKey.isSampled(print, level) && !asked.knows(print, day)) {
                    add(print, e164s[i]);
                }
            }
        }
        if (fresh > 1) {
            dropDoubles();
        }
    }

    private void add(long print, long number) {
        if (fresh == prints.length) {
            prints = Arrays.copyOf(prints, 2 * fresh);
            numbers = Arrays.copyOf(numbers, 2 * fresh);
        }
        prints[fresh] = print;
        numbers[fresh++] = number;
    }

    /** A number that stands twice in one question is one number. */
    private void dropDoubles() {
        Asked seen = new Asked();
        int kept = 0;
        for (int i = 0; i < fresh; i++) {
            if (!seen.knows(prints[i], 1)) {
                seen.put(prints[i], 1);
                prints[kept] = prints[i];
                numbers[kept++] = numbers[i];
            }
        }
        fresh = kept;
    }

    int fresh() {
        return fresh;
    }

    long print(int i) {
        return prints[i];
    }

    long number(int i) {
        return numbers[i];
    }

    /** About how many fresh numbers those stand for. */
    long needed() {
        return fresh * asked.scale();
    }

    /** What was drawn for this server on that day, and not used yet. */
    long grant(LocalDate day) {
        return day.equals(grantDay) ? grant : 0;
    }

    void grant(LocalDate day, long more) {
        grant = grant(day) + more;
        grantDay = day;
    }

    /** How the principal stood at this server's last draw, until that day ends. */
    void drew(Budgets.Standing then) {
        standing = then;
        dayEnds = then.nextDay().atStartOfDay(LegalCalendar.ZONE).toEpochSecond();
    }

    /** How the principal stands without what was drawn and not used; null when nothing was drawn on this day. */
    synchronized Budgets.@Nullable Left left(long second) {
        Budgets.Standing then = standing;
        return then == null || second >= dayEnds ? null : new Budgets.Left(then.without(grant), dayEnds - second);
    }

    /** The day of what was drawn last. */
    LocalDate grantDay() {
        return grantDay;
    }

    /** Takes the rest of what was drawn on a day, to be given back: it counts as drawn no more. */
    synchronized long takeGrant(LocalDate day) {
        long rest = grant(day);
        grant -= rest;
        standing = standing == null ? null : standing.without(rest);
        return rest;
    }

    /** About how many fresh numbers were refused now, that were not refused before today. */
    long owe(LocalDate day) {
        if (!day.equals(owedDay)) {
            owed = new Asked();
            owedDay = day;
        }
        long more = 0;
        for (int i = 0; i < fresh; i++) {
            if (PrintKey.isSampled(prints[i], owed.level()) && !owed.knows(prints[i], 1)) {
                owed.put(prints[i], 1);
                more += asked.scale();
            }
        }
        return more;
    }

    /** Answers nothing more on this day. */
    void close(LocalDate day, ListRefusal why) {
        closedDay = day;
        closedBy = why;
    }

    void open() {
        closedBy = null;
    }

    /** Why nothing is answered on this day, if so. */
    @Nullable
    ListRefusal closedBy(LocalDate day) {
        return day.equals(closedDay) ? closedBy : null;
    }

    /** The fresh ones are known from here on, and in the journal, if there is one, before the answer leaves. */
    void spend(UUID principal, LocalDate day, @Nullable PrintJournal journal) {
        if (fresh == 0) {
            return;
        }
        int epochDay = (int) day.toEpochDay();
        long numbers = needed();
        if (journal != null) {
            place = journal.append(principal, epochDay, prints, fresh, asked.level());
            unsettled.merge(day, numbers, Long::sum);
        }
        grant -= numbers;
        for (int i = 0; i < fresh; i++) {
            asked.put(prints[i], epochDay);
        }
        changes += fresh;
    }

    /** Takes in what the database has, if that is newer. */
    void read(byte[] written, long current) {
        if (current != version) {
            Asked read = Asked.read(written);
            if (isChanged()) {
                read.merge(asked);
            }
            asked = read;
            version = current;
        }
    }

    /** What is written down next. */
    Copy copy(int today) {
        return new Copy(asked.written(today), version + 1, changes, Map.copyOf(unsettled), place);
    }

    /** It was, and is what the database has now. */
    synchronized void written(Copy copy) {
        version = copy.version;
        writtenChanges = copy.changes;
        copy.spent.forEach((day, numbers) -> {
            if (unsettled.merge(day, -numbers, Long::sum) == 0) {
                unsettled.remove(day);
            }
        });
    }

    /**
     * What an account knew at a moment.
     *
     * @param changes up to which change
     * @param spent answered since the copy before, by day
     * @param place of the latest of them in the journal
     */
    @SuppressWarnings("ArrayRecordComponent") // written at once, and compared with nothing
    record Copy(byte[] asked, long version, long changes, Map<LocalDate, Long> spent, long place) {}
}
