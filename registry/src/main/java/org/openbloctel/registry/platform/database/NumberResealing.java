package org.openbloctel.registry.platform.database;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.openbloctel.registry.platform.vault.NumberPermutation.SealedElsewhereException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals all phone numbers of a database under a new data key, after the old one leaked. No server may run: half of the numbers stand
 * under one key, half under the other. The next key is kept beside the current one from the first row to the last, and a server that finds
 * it there does not start.
 *
 * <p>Batches of {@value #BATCH} rows, each a transaction. A block shows by its zero bytes which key sealed it, so that a run that was cut
 * off needs no cursor: the next one passes over what is done. The tables are then written anew, so that no dead row keeps an old block, and
 * the next key becomes the current one last, when all blocks are found under it while no one can write. The list gets another lineage, by
 * which servers throw their snapshots away. For one thread.
 */
public final class NumberResealing {
    private static final int BATCH = 10_000;
    private static final int MAX_TRIES = 20;

    private static final List<Column> COLUMNS = List.of(
            new Column("list.opposition", "number", "uuid", "list"),
            new Column("list.registered", "number", "uuid", "list"),
            new Column("list.change", "revision", "bigint", "list"),
            new Column("list.waiting", "n", "bigint", "list"),
            new Column("accounts.registration", "id", "uuid", "accounts"),
            new Column("accounts.opposition_request", "id", "uuid", "accounts"),
            new Column("accounts.number_code", "id", "uuid", "accounts"),
            new Column("accounts.act", "id", "uuid", "accounts"),
            new Column("accounts.complaint", "number", "id", "uuid", "accounts"),
            new Column("accounts.complaint", "caller", "id", "uuid", "accounts"),
            new Column("accounts.complaint_day", "caller", "id", "uuid", "accounts"),
            new Column("accounts.signal", "caller", "id", "uuid", "accounts"),
            new Column("accounts.address_recovery", "id", "uuid", "accounts"));

    private final JdbcClient owner;
    private final TransactionTemplate transaction;
    private final MasterKeys keys;
    private final Watch watch;

    /** Receives the progress. */
    @FunctionalInterface
    public interface Watch {
        /** Called with the rows of a table that are under the new key, and all its rows. */
        void sealed(String table, long rows, long all);
    }

    /** A sealed column of a table, the key by which its rows are found, and the place that it is sealed for. */
    private record Column(String table, String name, String key, String type, String place) {
        /** The column {@code number}. */
        Column(String table, String key, String type, String place) {
            this(table, "number", key, type, place);
        }
    }

    private record Row(Object key, UUID number) {}

    /** How one side's numbers stood, and how they are to stand. */
    private record Permutations(NumberPermutation before, NumberPermutation after) {
        /** The block under the new key; null when it is under that key already. */
        @Nullable
        UUID anew(UUID block) {
            try {
                return after.seal(before.open(block));
            } catch (SealedElsewhereException e) {
                after.open(block);
                return null;
            }
        }
    }

    /**
     * Over a database.
     *
     * @param owner connections as the owner of its tables; one connection at a time
     * @param keys the master keys, of which the current one wraps the new key
     */
    public NumberResealing(DataSource owner, MasterKeys keys, Watch watch) {
        this.owner = JdbcClient.create(owner);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
        this.keys = keys;
        this.watch = watch;
    }

    /**
     * Seals them all, or what a run that was cut off left.
     *
     * @return how many were sealed
     * @throws ServersConnectedException when a server uses the database; nothing was sealed then
     * @throws WrittenMeanwhileException when one came meanwhile; the old key is still there, and the next run goes on
     * @throws SealedElsewhereException when a block opens under neither key
     */
    public long run() {
        NumberKeyRows.key(owner, keys);
        boolean begun = NumberKeyRows.change(owner, keys).next() != null;
        NumberKeyRows.begin(owner, keys); // from here on no server starts: those that are there are connected
        String logins = connectedStill();
        if (!logins.isEmpty()) {
            if (!begun) {
                NumberKeyRows.giveUp(owner);
            }
            throw new ServersConnectedException(logins);
        }
        NumberKeyRows.Change change = NumberKeyRows.change(owner, keys);
        long sealed = pass(change);
        COLUMNS.stream()
                .map(Column::table)
                .distinct()
                .forEach(table -> owner.sql("vacuum (full, analyze) " + table).update());
        requireAlone(connectedStill());
        transaction.executeWithoutResult(status -> finish(change));
        return sealed;
    }

    /**
     * Throws the old key away, unless a server of the version before started meanwhile, which knows nothing of the change and writes under
     * that key. A server that starts later waits for the lock, and gets the new key.
     */
    private void finish(NumberKeyRows.Change change) {
        String tables = COLUMNS.stream().map(Column::table).distinct().collect(Collectors.joining(", "));
        owner.sql("lock table accounts.number_key, " + tables + " in access exclusive mode")
                .update();
        requireAlone(connected());
        for (Column column : COLUMNS) {
            NumberPermutation after = new NumberPermutation(requireNonNull(change.next()), column.place());
            if (!areAllUnder(after, column)) {
                throw new WrittenMeanwhileException("a server wrote numbers under the old key to " + column.table());
            }
        }
        NumberKeyRows.finish(owner);
        owner.sql("update list.head set lineage = gen_random_uuid()").update();
    }

    private static void requireAlone(String logins) {
        if (!logins.isEmpty()) {
            throw new WrittenMeanwhileException("servers or other programs connected to the database, as " + logins);
        }
    }

    private boolean areAllUnder(NumberPermutation key, Column column) {
        List<Row> rows = rows(column, null);
        while (!rows.isEmpty()) {
            try {
                rows.forEach(row -> key.open(row.number()));
            } catch (SealedElsewhereException e) {
                return false;
            }
            rows = rows(column, rows.getLast().key());
        }
        return true;
    }

    /** The same after a moment, in which PostgreSQL ends the connections of a server that has just stopped. */
    private String connectedStill() {
        String logins = connected();
        for (int tries = 0; tries < MAX_TRIES && !logins.isEmpty(); tries++) {
            owner.sql("select pg_sleep(0.1)").query((row, n) -> n).list();
            logins = connected();
        }
        return logins;
    }

    /** The logins that are connected and may act as a server; empty when there are none. */
    private String connected() {
        return owner.sql("""
                        select coalesce(string_agg(distinct r.rolname, ', ' order by r.rolname), '')
                        from pg_stat_activity a join pg_roles r on r.oid = a.usesysid
                        where a.datname = current_database() and a.pid <> pg_backend_pid()
                            and (pg_has_role(r.oid, 'openbloctel_accounts', 'member')
                                or pg_has_role(r.oid, 'openbloctel_list', 'member'))
                        """).query(String.class).single();
    }

    private long pass(NumberKeyRows.Change change) {
        long sealed = 0;
        for (Column column : COLUMNS) {
            sealed += pass(
                    column,
                    new Permutations(
                            new NumberPermutation(change.current(), column.place()),
                            new NumberPermutation(requireNonNull(change.next()), column.place())));
        }
        return sealed;
    }

    private long pass(Column column, Permutations permutations) {
        long all = owner.sql("select count(*) from " + column.table() + " where " + column.name() + " is not null")
                .query(Long.class)
                .single();
        long sealed = 0;
        Object after = null;
        List<Row> rows = rows(column, null);
        while (!rows.isEmpty()) {
            after = rows.getLast().key();
            int done = seal(column, rows, permutations);
            if (done > 0) {
                sealed += done;
                watch.sealed(column.table(), Math.min(sealed, all), all);
            }
            rows = rows(column, after);
        }
        return sealed;
    }

    /**
     * A batch, in the order of the key. Where the number is the key, a row that was sealed may come again, further on; one that was not is
     * still before us, or in this batch.
     */
    private List<Row> rows(Column column, @Nullable Object after) {
        String behind = after == null ? "" : " and " + column.key() + " > :after";
        JdbcClient.StatementSpec query = owner.sql("select " + column.key() + " as key, " + column.name()
                + " as number from " + column.table() + " where " + column.name() + " is not null" + behind
                + " order by 1 limit " + BATCH);
        return (after == null ? query : query.param("after", after))
                .query((row, n) -> new Row(row.getObject("key"), row.getObject("number", UUID.class)))
                .list();
    }

    private int seal(Column column, List<Row> rows, Permutations permutations) {
        List<Object> found = new ArrayList<>();
        List<UUID> anew = new ArrayList<>();
        for (Row row : rows) {
            UUID sealed = permutations.anew(row.number());
            if (sealed != null) {
                found.add(row.key());
                anew.add(sealed);
            }
        }
        if (found.isEmpty()) {
            return 0;
        }
        return owner.sql("update " + column.table() + " t set " + column.name()
                        + " = p.sealed from unnest(cast(:keys as "
                        + column.type() + "[]), cast(:sealed as uuid[])) as p (key, sealed) where t." + column.key()
                        + " = p.key")
                .param("keys", found.toArray(column.type().equals("uuid") ? new UUID[0] : new Long[0]))
                .param("sealed", anew.toArray(UUID[]::new))
                .update();
    }

    /** A server started while numbers were sealed anew. */
    public static final class WrittenMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrittenMeanwhileException(String what) {
            super("meanwhile " + what);
        }
    }

    /** A server uses the database. */
    public static final class ServersConnectedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ServersConnectedException(String logins) {
            super("servers or other programs are connected to the database, as " + logins);
        }
    }
}
