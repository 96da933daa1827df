package org.openbloctel.registry.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/**
 * The powers of a kind, read by the SQL of the feature whose tables have them: a row each with the columns subject, name, about and content. A
 * feature records each act on one with its {@link Change}, so that {@link PowerWatch} finds a power that no act explains. Thread-safe.
 */
public final class PowerRows {
    /** The digest of a power that is not there. */
    static final String NONE = "-";

    private static final String DETAIL = PowerLedger.DETAIL;

    private final Database database;
    private final String kind;
    private final Set<String> actions;
    private final String select;
    private final String one;
    private final String lock;
    private final Content content;

    /**
     * Powers in this database.
     *
     * @param kind how their subjects begin
     * @param actions the entries by which the release before gave them, without digests
     * @param select all of them; ends with a condition
     * @param one the condition for those of an {@code :id}: what an act changes together
     * @param lock the alias of the table whose rows an act locks; empty where it locks another one first
     */
    public PowerRows(Database database, String kind, Set<String> actions, String select, String one, String lock) {
        this(database, kind, actions, select, one, lock, row -> row.getString("content"));
    }

    /** A power with content that PostgreSQL cannot read. */
    public PowerRows(
            Database database,
            String kind,
            Set<String> actions,
            String select,
            String one,
            String lock,
            Content content) {
        this.database = database;
        this.kind = kind;
        this.actions = Set.copyOf(actions);
        this.select = select;
        this.one = one;
        this.lock = lock;
        this.content = content;
    }

    /** What a power consists of. */
    @FunctionalInterface
    public interface Content {
        String of(ResultSet row) throws SQLException;
    }

    String kind() {
        return kind;
    }

    Set<String> actions() {
        return actions;
    }

    List<Power> all() {
        return database.accounts().sql(select).query(this::power).list();
    }

    private List<Power> of(Object id) {
        return database.accounts()
                .sql(select + " and " + one)
                .param("id", id)
                .query(this::power)
                .list();
    }

    private Power power(ResultSet row, int n) throws SQLException {
        return new Power(
                row.getString("subject"),
                row.getString("name"),
                List.copyOf(Columns.texts(row, "about")),
                Power.digest(content.of(row)));
    }

    /** Begins an act on the powers of an id, in the transaction that is open. Acts on the same one take turns. */
    public Change change(Object id) {
        if (!lock.isEmpty()) {
            database.accounts()
                    .sql(select + " and " + one + " for update of " + lock)
                    .param("id", id)
                    .query((row, n) -> n)
                    .list();
        }
        return new Change(id, digests(id));
    }

    private Map<String, String> digests(Object id) {
        Map<String, String> digests = new HashMap<>();
        of(id).forEach(power -> digests.put(power.subject(), power.digest()));
        return digests;
    }

    /** An act on powers: what they were before it, and what it made of them. For one thread. */
    public final class Change {
        private final Object id;
        private final Map<String, String> before;

        private Change(Object id, Map<String, String> before) {
            this.id = id;
            this.before = before;
        }

        /** The details of the act's entry, once its rows are written. */
        public Map<String, String> made() {
            return made(Map.of());
        }

        /** The steps with other details. */
        public Map<String, String> made(Map<String, String> others) {
            Map<String, String> after = digests(id);
            Set<String> subjects = new TreeSet<>(before.keySet());
            subjects.addAll(after.keySet());
            List<String> changes = subjects.stream()
                    .map(subject ->
                            List.of(subject, before.getOrDefault(subject, NONE), after.getOrDefault(subject, NONE)))
                    .filter(change -> !change.get(1).equals(change.get(2)))
                    .map(change -> String.join(" ", change))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            Map<String, String> details = new HashMap<>(others);
            // Also without a change: no other entry of such an action explains a row (PowerLedger).
            details.put(DETAIL, String.join(" ", changes));
            return details;
        }
    }
}
