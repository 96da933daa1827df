package org.openbloctel.registry.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two sides of the database. The law wants the list to hold a number, its date and hour, and nothing else, so accounts and
 * list are two schemas, reached by two roles that cannot read each other's: who a number belongs to is known on one side, what
 * is published on the other. The accounts' side changes the list by two functions, in its own transaction. Thread-safe.
 *
 * <p>Phone numbers stand on either side under a permutation of its own, whose key the master keys wrap: a copy of the database is
 * not the list, and does not show which number of the one side is on the other.
 */
public final class Database {
    private final JdbcClient accounts;
    private final JdbcClient list;
    private final DataSource accountsConnections;
    private final Jdbi accountsRows;
    private final DataSource listConnections;
    private final TransactionTemplate inAccounts;
    private final TransactionTemplate alone;
    private final MasterKeys keys;
    private final NamedParameterJdbcOperations writing;
    /** The transaction of this thread on the accounts' side. */
    @SuppressWarnings("ThreadLocalUsage") // a transaction is of one database
    private final ThreadLocal<@Nullable Open> open = new ThreadLocal<>();

    private final Map<String, CommitGroup<?>> groups = new ConcurrentHashMap<>();

    private volatile @Nullable Numbers numbers;
    private volatile Set<String> doubted = Set.of();

    /** What an open transaction leaves to its end, and to groups. */
    private record Open(LastWrites last, AfterCommit afterCommit) {}

    /** Bound while this thread rehearses. */
    private static final ScopedValue<Boolean> REHEARSAL = ScopedValue.newInstance();

    /** Ends a rehearsal, with what its work returned. */
    private static final class RehearsedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int result;

        RehearsedException(int result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    /** The permutations of both sides, and the key of snapshots. */
    @SuppressWarnings("ArrayRecordComponent") // a key: used, never compared
    private record Numbers(NumberPermutation accounts, NumberPermutation list, byte[] snapshots) {}

    /**
     * Over two pools.
     *
     * @param accounts connections in the role {@code openbloctel_accounts}
     * @param list connections in the role {@code openbloctel_list}
     * @param keys the master keys, of which one wraps the key of the numbers
     */
    public Database(DataSource accounts, DataSource list, MasterKeys keys) {
        this.keys = keys;
        this.accounts = JdbcClient.create(accounts);
        this.accountsConnections = accounts;
        this.accountsRows = ThinRows.over(accounts);
        this.writing = new NamedParameterJdbcTemplate(accounts);
        this.list = JdbcClient.create(list);
        this.listConnections = list;
        JdbcTransactionManager manager = new JdbcTransactionManager(accounts);
        this.inAccounts = new TransactionTemplate(manager);
        this.alone = new TransactionTemplate(manager);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Whether this server doubts a row that gives a power, as {@code key:7f0c…}: it is another one than the audit trail says. Its power is not
     * to be used then. From memory.
     */
    public boolean isDoubted(String kind, Object id) {
        Set<String> some = doubted;
        return !some.isEmpty() && some.contains(kind + ":" + id);
    }

    /** All that are doubted. */
    public Set<String> doubted() {
        return doubted;
    }

    /** From now on these are doubted, and no others. */
    public void doubt(Set<String> powers) {
        doubted = Set.copyOf(powers);
    }

    /** Statements on the schema {@code accounts}. */
    public JdbcClient accounts() {
        return accounts;
    }

    /** The statements on the schema {@code accounts} that an interface lists; they join the transaction that is open. */
    public <R> R rows(Class<R> list, Reading<?, ?>... readings) {
        return (readings.length == 0 ? accountsRows : ThinRows.over(accountsConnections, readings)).onDemand(list);
    }

    /** Statements on the schema {@code list}. */
    public JdbcClient list() {
        return list;
    }

    /** A connection of the list's side, for what only PostgreSQL's driver can do (COPY, LISTEN); to be closed. */
    public Connection listConnection() throws SQLException {
        return listConnections.getConnection();
    }

    /**
     * How phone numbers stand on the accounts' side.
     *
     * @throws NumbersBeingSealedException while they are being sealed under another key
     * @throws MasterKeys.LostKeyException when no master key of this server opens their key
     */
    public NumberPermutation accountsNumbers() {
        return numbers().accounts();
    }

    /**
     * How phone numbers stand on the list's side.
     *
     * @throws MasterKeys.LostKeyException when no master key of this server opens their key
     */
    public NumberPermutation listNumbers() {
        return numbers().list();
    }

    /**
     * The key of the list's snapshots on the servers' disks.
     *
     * @throws MasterKeys.LostKeyException when no master key of this server opens the key of the numbers
     */
    public byte[] snapshotKey() {
        return numbers().snapshots().clone();
    }

    /** The master keys, for the columns that a feature wraps. */
    public MasterKeys masterKeys() {
        return keys;
    }

    /** Whether numbers have a key, which a server makes at its first start. */
    public boolean hasNumberKey() {
        return NumberKeyRows.isMade(accounts);
    }

    /** Whether a server of the release before worked on this database, and may still do so or come back. */
    public boolean hadReleaseBefore() {
        return accounts.sql("select exists (select from accounts.release_before)")
                .query(Boolean.class)
                .single();
    }

    private Numbers numbers() {
        Numbers found = numbers;
        if (found == null) {
            byte[] key = alone(() -> NumberKeyRows.served(accounts, keys));
            found = new Numbers(
                    new NumberPermutation(key, "accounts"),
                    new NumberPermutation(key, "list"),
                    MasterKeys.derive(key, "snapshots"));
            numbers = found;
        }
        return found;
    }

    /** Asks the accounts' side for anything, to see that it answers. */
    public void ask() {
        accounts.sql("select 1").query(Integer.class).single();
    }

    /** The time by the database's clock. */
    public Instant time() {
        return accounts.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** The sessions that wait for a lock now, of any role; needs no right beyond the accounts' role. */
    public LockWaits lockWaits() {
        return accounts.sql("""
                        select count(*) as waiting,
                            coalesce(extract(epoch from max(clock_timestamp() - waits.waitstart)) * 1000, 0)::bigint as millis
                        from pg_locks waits join pg_stat_activity session on session.pid = waits.pid
                        where not waits.granted and session.datname = current_database()
                        """)
                .query((row, n) -> new LockWaits(row.getLong("waiting"), Duration.ofMillis(row.getLong("millis"))))
                .single();
    }

    /**
     * Does all of it or nothing on the accounts' side; joins a transaction that is already open on this thread. Returns once the groups
     * have worked on what the transaction left them.
     */
    public <T extends @Nullable Object> T inAccounts(Supplier<T> work) {
        if (open.get() != null) {
            return inAccounts.execute(status -> work.get());
        }
        Open mine = new Open(new LastWrites(), new AfterCommit());
        open.set(mine);
        T result;
        try {
            result = inAccounts.execute(status -> {
                T done = work.get();
                mine.last().write(writing);
                return done;
            });
        } finally {
            open.remove();
        }
        mine.afterCommit().await();
        return result;
    }

    /**
     * Does work in one transaction that is rolled back, and returns what it returned: how much an erasing job would erase. What a rollback
     * does not bring back (a file, a table that is truncated under others) the work leaves alone while {@link #isRehearsal}.
     */
    public int rehearse(IntSupplier work) {
        refuseOpen();
        return ScopedValue.where(REHEARSAL, true).call(() -> {
            try {
                return inAccounts(() -> {
                    throw new RehearsedException(work.getAsInt());
                });
            } catch (RehearsedException e) {
                return e.result;
            }
        });
    }

    /** Refuses work that waits for other threads and must not hold locks of a transaction meanwhile. */
    public void refuseOpen() {
        if (open.get() != null) {
            throw new IllegalStateException("a transaction is open");
        }
    }

    /** Whether this thread rehearses: all that it does in a database is rolled back. */
    public static boolean isRehearsal() {
        return REHEARSAL.isBound();
    }

    /** The same, for work without a result. */
    public void runInAccounts(Runnable work) {
        inAccounts(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Does work in a transaction of its own on the accounts' side, which stays when the one that is open is rolled back. For keys: what was
     * sealed under one that is rolled back would be lost.
     */
    public <T extends @Nullable Object> T alone(Supplier<T> work) {
        return alone.execute(status -> work.get());
    }

    /**
     * Writes a row at the end of the transaction that is open, in one round trip with the others that it writes last; at once without a
     * transaction. For rows that nothing reads before the commit.
     */
    public void writeLast(String statement, SqlParameterSource row) {
        Open mine = open.get();
        if (mine == null) {
            writing.update(statement, row);
        } else {
            mine.last().add(statement, row);
        }
    }

    /** Writes at once what the open transaction keeps for its end, for a statement of the same transaction that reads it. */
    public void writeKept() {
        Open mine = open.get();
        if (mine != null) {
            mine.last().write(writing);
        }
    }

    /** The group of this database with a name, made at first: more of them would hold more connections. */
    @SuppressWarnings("unchecked") // a name has items of one type
    public <T> CommitGroup<T> group(String name, Supplier<CommitGroup<T>> made) {
        return (CommitGroup<T>) groups.computeIfAbsent(name, none -> made.get());
    }

    /** Leaves an item to a group, to be worked on when the transaction that is open has committed. */
    public <T> void afterCommit(CommitGroup<T> group, T item) {
        Open mine = open.get();
        if (mine == null) {
            throw new IllegalStateException("no transaction is open");
        }
        mine.afterCommit().add(group, item);
    }

    /**
     * The sessions of this database that wait for a lock of another.
     *
     * @param count how many
     * @param longest how long the first of them has waited; zero when none does
     */
    public record LockWaits(long count, Duration longest) {}
}
