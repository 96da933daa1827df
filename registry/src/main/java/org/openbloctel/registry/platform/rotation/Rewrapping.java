package org.openbloctel.registry.platform.rotation;

import java.util.List;
import java.util.Map;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Wraps by the current master key what a former one wrapped, so that the former one can leave the ring. Row by row: a value that
 * is changed meanwhile is left as it is, and what a server of the former ring still writes is found the next
 * time. Cut off, it goes on where it was. Thread-safe.
 */
public final class Rewrapping {
    private static final int BATCH = 1_000;

    private final Database database;
    private final AuditTrail audit;
    private final MasterKeys keys;

    /** Wraps by the current one of these keys. */
    public Rewrapping(Database database, AuditTrail audit, MasterKeys keys) {
        this.database = database;
        this.audit = audit;
        this.keys = keys;
    }

    /**
     * How the values stand that the master keys wrapped.
     *
     * @param older how many a former key of the ring wrapped: until there are none, it has to stay
     * @param lost how many a key wrapped that is not in the ring: they cannot be read
     */
    public record Standing(long older, long lost) {}

    /** How they stand now. */
    public Standing standing() {
        long older = 0;
        long lost = 0;
        List<String> olderIds = keys.olderIds();
        for (SealedColumn column : SealedColumn.ALL) {
            Standing one = database.accounts()
                    .sql("""
                            select count(*) filter (where key = any(:older)) as older,
                                count(*) filter (where key <> all(:older) and key <> :current) as lost
                            from (select
                            """ + column.masterKey() + " as key from " + column.table() + " where " + column.name()
                            + " is not null) as sealed")
                    .param("older", olderIds.toArray(String[]::new))
                    .param("current", keys.currentId())
                    .query((row, n) -> new Standing(row.getLong("older"), row.getLong("lost")))
                    .single();
            older += one.older();
            lost += one.lost();
        }
        return new Standing(older, lost);
    }

    /** Wraps anew all that a former key of the ring wrapped; returns how much it was. */
    public long run() {
        long done = 0;
        if (!keys.olderIds().isEmpty()) {
            for (SealedColumn column : SealedColumn.ALL) {
                done += run(column);
            }
        }
        if (done > 0) {
            audit.record(new AuditEntry(
                    "system",
                    "master-key.rewrapped",
                    "master-key:" + keys.currentId(),
                    Map.of("values", Long.toString(done))));
        }
        return done;
    }

    private long run(SealedColumn column) {
        long done = 0;
        long moved;
        do {
            moved = older(column).stream().filter(row -> rewrap(column, row)).count();
            done += moved;
        } while (moved > 0);
        return done;
    }

    @SuppressWarnings("ArrayRecordComponent") // what is wrapped: opened, never compared
    private record Row(Object key, String context, byte[] wrapped) {}

    private List<Row> older(SealedColumn column) {
        return database.accounts()
                .sql("select " + column.key() + " as key, " + column.context() + " as context, " + column.name()
                        + " as wrapped from " + column.table() + " where " + column.name() + " is not null and "
                        + column.masterKey() + " = any(:value) limit " + BATCH)
                .param("value", keys.olderIds().toArray(String[]::new))
                .query((row, n) -> new Row(row.getObject("key"), row.getString("context"), row.getBytes("wrapped")))
                .list();
    }

    /** False when it changed meanwhile, or was altered: it then goes on counting as older. */
    private boolean rewrap(SealedColumn column, Row row) {
        byte[] opened;
        try {
            opened = keys.unwrap(row.wrapped(), row.context());
        } catch (MasterKeys.LostKeyException e) {
            return false;
        }
        return database.accounts()
                        .sql("update " + column.table() + " set " + column.name() + " = :anew where " + column.key()
                                + " = :key and " + column.name() + " = :before")
                        .param("anew", keys.wrap(opened, row.context()))
                        .param("key", row.key())
                        .param("before", row.wrapped())
                        .update()
                == 1;
    }
}
