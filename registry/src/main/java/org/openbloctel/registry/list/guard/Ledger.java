package org.openbloctel.registry.list.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The numbers that principals asked for, drew from their budgets and have left, for look-ups and for files. With a journal, each draw of a
 * look-up is recorded under it, so that the next start refunds what the journal proves unused. Thread-safe.
 */
final class Ledger {
    /** A server draws a fiftieth of a day's budget at a time, and at least so much, but no more than a fiftieth of what is left of the year. */
    private static final long MIN_DRAW = 100;

    private static final long PART = 50;
    private static final Duration IDLE = Duration.ofHours(1);
    /** In place of a version. */
    private static final long CHANGED = Long.MIN_VALUE;

    private final Database database;
    private final InstantSource clock;
    private final GuardRules rules;
    private final GuardRows rows;
    private final DrawRows journaled;
    private final Stops stops;
    private final Budgets budgets;
    private final Polls polls;
    private final Uses uses = new Uses();
    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private volatile @Nullable PrintJournal journal;

    Ledger(Database database, AuditTrail audit, InstantSource clock, GuardRules rules) {
        this.database = database;
        this.clock = clock;
        this.rules = rules;
        this.rows = new GuardRows(database);
        this.journaled = database.rows(DrawRows.class);
        this.stops = new Stops(database);
        this.budgets = new Budgets(database, clock, rules.free());
        this.polls = new Polls(database, audit, clock);
    }

    /**
     * Refunds the draws of servers that ended, as far as their journals in this folder prove it, and records those of this one under a journal
     * of its own. A journal that a process holds is left alone; one that proves nothing refunds nothing.
     */
    void journalIn(Path folder) throws IOException {
        try (DirectoryStream<Path> journals =
                Files.newDirectoryStream(PrintJournal.folder(folder), "*" + PrintJournal.SUFFIX)) {
            for (Path ended : journals) {
                PrintJournal.settle(ended, content -> content.ifPresent(this::refund));
            }
        }
        journal = PrintJournal.create(folder);
    }

    /** Refunds the draws of a server that answers no more. */
    private void refund(PrintJournal.Content content) {
        Map<DrawRows.Key, List<PrintJournal.Entry>> answered = content.entries().stream()
                .collect(Collectors.groupingBy(entry ->
                        new DrawRows.Key(content.journal(), entry.principal(), LocalDate.ofEpochDay(entry.day()))));
        journaled
                .of(content.journal())
                .forEach(key -> database.runInAccounts(() -> refund(key, answered.getOrDefault(key, List.of()))));
    }

    /**
     * The numbers of a journal become known first, in the transaction that removes the draw: of two refunds at once, or one after a kill in the
     * middle, each draw is refunded once.
     */
    private void refund(DrawRows.Key key, List<PrintJournal.Entry> entries) {
        int day = (int) key.day().toEpochDay();
        UUID principal = key.principal();
        GuardRows.Kept kept = rows.lock(principal);
        Optional<DrawRows.Drawn> drawn = journaled.remove(key);
        if (drawn.isEmpty()) {
            return;
        }
        Asked asked = Asked.read(kept.asked());
        long answered = 0;
        for (PrintJournal.Entry entry : entries) {
            if (entry.at() > drawn.get().settled()) {
                asked.put(entry.print(), day);
                answered += entry.numbers();
            }
        }
        if (answered > 0) {
            rows.write(principal, asked.written((int) today().toEpochDay()), kept.version() + 1);
        }
        if (drawn.get().numbers() > answered) {
            rows.draw(principal, key.day(), answered - drawn.get().numbers());
        }
    }

    @Nullable
    PrintJournal journal() {
        return journal;
    }

    Budgets budgets() {
        return budgets;
    }

    private LocalDate today() {
        return LegalCalendar.today(clock);
    }

    Map<UUID, Budgets.Usage> usage(Collection<UUID> principals) {
        LocalDate today = today();
        Map<UUID, Budgets.Usage> usage = budgets.usage(principals, today);
        usage.replaceAll(
                (principal, one) -> new Budgets.Usage(one.plan(), one.standing().without(unspent(principal, today))));
        return usage;
    }

    private long unspent(UUID principal, LocalDate today) {
        Account account = accounts.get(principal);
        if (account == null) {
            return 0;
        }
        synchronized (account) {
            return account.grant(today);
        }
    }

    Budgets.@Nullable Left left(UUID principal) {
        Account account = accounts.get(principal);
        return account == null ? null : account.left(clock.instant().getEpochSecond());
    }

    Account account(UUID principal) {
        return accounts.computeIfAbsent(principal, id -> new Account());
    }

    /**
     * Looks for the fresh ones among these; false when this server does not know what the principal asked for, or drew too few. The account is
     * locked.
     *
     * @throws RefusedException when its budget was found used up today
     */
    boolean suffices(Account account, PrintKey key, long[] e164s, int n, Instant now, LocalDate today) {
        if (account.version() < 0) {
            return false;
        }
        ListRefusal closed = account.closedBy(today);
        if (closed != null) {
            throw new RefusedException(closed);
        }
        account.look(key, e164s, n, (int) today.toEpochDay(), now);
        return account.needed() <= account.grant(today);
    }

    /** The fresh numbers of a question are answered. The account is locked. */
    void spend(UUID principal, Account account, LocalDate today) {
        account.spend(principal, today, journal);
    }

    /** Counts a question for the operator. */
    void use(Asker asker, Uses.Sums sums) {
        uses.add(Uses.By.of(asker), sums);
    }

    /** In the open transaction. */
    private void add(UUID principal, LocalDate day, long numbers) {
        rows.draw(principal, day, numbers);
        PrintJournal into = journal;
        if (into != null) {
            journaled.add(new DrawRows.Key(into.id(), principal, day), numbers);
        }
    }

    /** Draws what these numbers need, and a little more for the next, by what all servers know. */
    void draw(Asker asker, Account account, PrintKey key, long[] e164s, int n, Instant now) {
        UUID principal = asker.principal();
        LocalDate today = LegalCalendar.dayOf(now);
        if (!account.use(now)) {
            return; // the caller asks for another one
        }
        giveBackBefore(principal, account, today);
        Drawn drawn = database.inAccounts(() -> {
            GuardRows.Kept kept = rows.lock(principal);
            // A server that has just started does not know yet who is stopped.
            if (stops.since(asker.company(), asker.principal()).isPresent()) {
                throw new RefusedException(new ListRefusal.LookupsStopped());
            }
            Budgets.Standing standing = budgets.of(principal, kept, today);
            long unspent;
            long needed;
            synchronized (account) {
                account.read(kept.asked(), kept.version());
                account.coverageLimit(rules.coverage(standing.budget().year()));
                ListRefusal closed = standing.closed(account.asked());
                if (closed != null) {
                    account.close(today, closed);
                    return new Drawn(0, closed, standing);
                }
                account.look(key, e164s, n, (int) today.toEpochDay(), now);
                unspent = account.grant(today);
                needed = account.needed() - unspent;
            }
            if (needed <= 0) {
                return new Drawn(0, null, standing);
            }
            ListRefusal refusal = standing.without(unspent).refusal(needed + unspent);
            if (refusal != null) {
                owe(principal, account, today);
                return new Drawn(0, refusal, standing);
            }
            long share = Math.min(Math.max(MIN_DRAW, standing.budget().day() / PART), standing.leftOfYear() / PART);
            long more = Math.min(standing.left(), Math.max(needed, share));
            add(principal, today, more);
            return new Drawn(more, null, standing.without(-more));
        });
        synchronized (account) {
            account.grant(today, drawn.numbers());
            account.drew(drawn.standing());
        }
        if (drawn.refusal() != null) {
            throw new RefusedException(drawn.refusal());
        }
    }

    /** What was drawn, or why nothing was; and how the principal stands then. */
    private record Drawn(long numbers, @Nullable ListRefusal refusal, Budgets.Standing standing) {}

    /** Writes down that fresh numbers were refused, where they stand for others that were not: see {@link Budgets.Standing#closed}. */
    private void owe(UUID principal, Account account, LocalDate today) {
        long owed;
        synchronized (account) {
            owed = account.asked().level() == 0 ? 0 : account.owe(today);
        }
        if (owed > 0) {
            rows.draw(principal, today, owed);
        }
    }

    boolean hasRoom(UUID principal, Optional<UUID> campaign, long needed) {
        LocalDate today = today();
        return database.inAccounts(() -> poll(campaign, principal, today)
                        .map(poll -> polls.standing(poll, today))
                        .orElseGet(() -> budgets.of(principal, rows.read(principal), today))
                        .refusal(needed))
                == null;
    }

    /** The approved poll whose budget a file of a campaign draws on. */
    Optional<Polls.Poll> poll(Optional<UUID> campaign, UUID principal, LocalDate today) {
        return polls.current(campaign, principal, today);
    }

    /** The standing of a file's poll, or without one of its principal. */
    Budgets.Standing standing(Optional<Polls.Poll> poll, UUID principal, GuardRows.Kept kept, LocalDate today) {
        return poll.map(one -> polls.standing(one, today)).orElseGet(() -> budgets.of(principal, kept, today));
    }

    /** Writes down the questions of this server; returns who asked, and for whom. */
    Set<Pair> writeUses() {
        Set<Pair> pairs = new HashSet<>();
        uses.take().forEach((by, sums) -> {
            try {
                rows.add(by, today(), sums, null);
                pairs.add(new Pair(by.company(), by.principal()));
            } catch (RuntimeException e) {
                uses.add(by, sums);
                throw e;
            }
        });
        return pairs;
    }

    /**
     * Writes down the numbers that this server answered, reads those of others, and gives back draws that are not needed.
     *
     * @param stopped of a pair the principal goes on, by itself and by others; a company as a whole has its draw again after the stop
     */
    void exchange(Set<Pair> stopped) {
        PrintJournal exchanged = journal;
        long last = exchanged == null ? 0 : exchanged.last();
        accounts.forEach(this::exchange);
        if (exchanged != null) {
            exchanged.forget(last);
        }
        accounts.forEach(this::settle);
        for (Pair pair : stopped) {
            Account account = pair.isWhole() ? accounts.get(pair.principal()) : null;
            if (account != null) {
                giveBack(pair.principal(), account);
            }
        }
        accounts.forEach(this::forgetIdle);
    }

    private void exchange(UUID principal, Account account) {
        long known;
        synchronized (account) {
            known = account.isChanged() ? CHANGED : account.version();
        }
        if (known != CHANGED && rows.version(principal) == known) {
            return;
        }
        int today = (int) today().toEpochDay();
        Optional<Account.Copy> written = database.inAccounts(() -> {
            GuardRows.Kept kept = rows.lock(principal);
            Account.Copy copy;
            synchronized (account) {
                account.read(kept.asked(), kept.version());
                if (!account.isChanged()) {
                    return Optional.empty();
                }
                copy = account.copy(today);
            }
            rows.write(principal, copy.asked(), copy.version());
            PrintJournal of = journal;
            if (of != null) {
                copy.spent()
                        .forEach((day, numbers) ->
                                journaled.settle(new DrawRows.Key(of.id(), principal, day), numbers, copy.place()));
            }
            return Optional.of(copy);
        });
        written.ifPresent(account::written);
    }

    /** An account that was closed for its budget answers again once that was raised; of a day that is over, the rest is given back. */
    private void settle(UUID principal, Account account) {
        LocalDate today = today();
        giveBackBefore(principal, account, today);
        boolean closed;
        synchronized (account) {
            closed = account.closedBy(today) != null;
        }
        if (closed) {
            database.runInAccounts(() -> {
                Budgets.Standing standing = budgets.of(principal, rows.lock(principal), today);
                synchronized (account) {
                    if (standing.closed(account.asked()) == null) {
                        account.open();
                    }
                }
            });
        }
    }

    /** Gives back the rest of a day that is over: to that day, and so to the year. Today's budget stays as it is. */
    private void giveBackBefore(UUID principal, Account account, LocalDate today) {
        LocalDate drawn;
        long rest;
        synchronized (account) {
            drawn = account.grantDay();
            rest = drawn.isBefore(today) ? account.takeGrant(drawn) : 0;
        }
        giveBack(principal, drawn, rest);
    }

    private void giveBack(UUID principal, Account account) {
        LocalDate today = today();
        giveBack(principal, today, account.takeGrant(today));
    }

    private void giveBack(UUID principal, LocalDate day, long numbers) {
        if (numbers > 0) {
            database.runInAccounts(() -> add(principal, day, -numbers));
        }
    }

    /** An account that is not used gives its place back, and the rest of its draw, unless it is used again meanwhile. */
    private void forgetIdle(UUID principal, Account account) {
        Instant since = clock.instant().minus(IDLE);
        if (account.isIdle(since)) {
            giveBack(principal, account);
            accounts.computeIfPresent(principal, (id, known) -> known.end(since) ? null : known);
        }
    }

    /** Refunds what is left of this server's draws; it answers no more. */
    void close() {
        accounts.forEach(this::giveBack);
        PrintJournal own = journal;
        if (own != null) {
            own.content().ifPresent(this::refund);
            try {
                own.erase();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
