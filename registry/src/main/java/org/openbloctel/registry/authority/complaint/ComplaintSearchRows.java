package org.openbloctel.registry.authority.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The search for complaints, whose statement is composed of what is asked for. Runs in the caller's transaction. */
final class ComplaintSearchRows {
    private final Database database;

    ComplaintSearchRows(Database database) {
        this.database = database;
    }

    /** The first complaints about their calls; words are those of one complaint, the first or one that joined it. */
    List<ComplaintQuery.Row> search(ComplaintQuery query, Long[] words, int limit) {
        // PostgreSQL keeps one plan for all words once it has made ten: it looks for the rarest among all complaints.
        database.accounts().sql("set local plan_cache_mode = force_custom_plan").update();
        // Else a bit map of 100,000 rows has pages in place of rows, and all rows of a page are read.
        database.accounts().sql("set local work_mem = '64MB'").update();
        String order =
                query.earliestFirst() ? " order by c.received_at, c.id" : " order by c.received_at desc, c.id desc";
        String where = where(query);
        // Two searches with a limit of their own: common words are found by going through the latest complaints, rare
        // ones by their index. That of joined complaints is partial, and serves only what says so.
        String found = words.length == 0
                ? "select c.id from accounts.complaint c where c.same_as is null" + where + order + " limit :limit"
                : "(select c.id from accounts.complaint c where c.same_as is null and c.words @> cast(:words as bigint[])"
                        + where + order + " limit :limit) union (select c.id from accounts.complaint w"
                        + " join accounts.complaint c on c.id = w.same_as where w.same_as is not null"
                        + " and w.words @> cast(:words as bigint[])"
                        + where + order + " limit :limit)";
        var statement = database.accounts()
                .sql(DeskRows.ROW + " where c.id in (" + found + ")" + order + " limit :limit")
                .param("from", Columns.timestamp(query.from()))
                .param("until", Columns.timestamp(query.until()))
                .param("limit", limit)
                .param("state", query.state() == null ? null : query.state().name())
                .param("company", query.company())
                .param("caller", query.caller() == null ? null : query.caller().sealed(database))
                .param(
                        "subject",
                        query.subject() == null ? null : query.subject().name())
                .param(
                        "departement",
                        query.departement() == null ? null : query.departement().code())
                .param("assignee", query.assignee())
                .param("words", words)
                .param(
                        "afterAt",
                        query.after() == null
                                ? null
                                : Columns.timestamp(query.after().receivedAt()))
                .param("afterId", query.after() == null ? null : query.after().id());
        return statement.query(this::row).list();
    }

    private static String where(ComplaintQuery query) {
        StringBuilder where = new StringBuilder(" and c.received_at >= :from and c.received_at < :until");
        where.append(query.state() == null ? "" : " and c.state = :state");
        where.append(query.company() == null ? "" : " and c.company = :company");
        where.append(query.caller() == null ? "" : " and c.caller = :caller");
        where.append(query.subject() == null ? "" : " and c.subject = :subject");
        where.append(query.departement() == null ? "" : " and c.departement = :departement");
        where.append(
                query.assignee() == null
                        ? ""
                        : " and c.id in (select complaint from accounts.complaint_assignment where inspector = :assignee)");
        if (query.after() != null) {
            where.append(" and (c.received_at, c.id) ")
                    .append(query.earliestFirst() ? ">" : "<")
                    .append(" (:afterAt, :afterId)");
        }
        return where.toString();
    }

    private ComplaintQuery.Row row(ResultSet row, int n) throws SQLException {
        String reason = row.getString("annulled_at") == null ? row.getString("reason") : "SANCTION_ANNULLED";
        return new ComplaintQuery.Row(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                ComplaintState.valueOf(row.getString("state")),
                reason == null ? null : ClosingReason.valueOf(reason),
                row.getObject("company", UUID.class),
                CallingNumber.opened(row.getObject("caller", UUID.class), database),
                Subject.valueOf(row.getString("subject")),
                row.getInt("calls"),
                Columns.texts(row, "broken"),
                row.getInt("joined"),
                Columns.instant(row, "received_at"));
    }
}
