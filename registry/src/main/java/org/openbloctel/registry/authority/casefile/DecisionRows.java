package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The rows of decisions: proposed, confirmed, published. Their grounds are wrapped for their row. */
final class DecisionRows {
    private final Database database;
    private final MasterKeys keys;

    DecisionRows(Database database, MasterKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Whether it is proposed now; of two that come at once, the first is. */
    boolean insert(UUID caseFile, CaseDecision decision) {
        return database.accounts()
                        .sql("""
                                insert into accounts.case_decision (id, case_file, outcome, cents, published_until, articles, grounds,
                                    proposed_by, proposed_at)
                                values (:id, :case, :outcome, cast(:cents as bigint), cast(:until as date), :articles, :grounds, :by, :at)
                                on conflict (case_file) where confirmed_at is null do nothing
                                """)
                        .param("id", decision.id())
                        .param("case", caseFile)
                        .param("outcome", decision.outcome().name())
                        .param("cents", decision.cents())
                        .param("until", decision.publishedUntil())
                        .param("articles", decision.articles().toArray(String[]::new))
                        .param(
                                "grounds",
                                keys.wrap(decision.grounds().getBytes(StandardCharsets.UTF_8), context(decision.id())))
                        .param("by", decision.proposed().inspector())
                        .param("at", Columns.timestamp(decision.proposed().at()))
                        .update()
                == 1;
    }

    /** Those of a case, the earliest first; one that waits is the last. */
    List<CaseDecision> of(UUID caseFile) {
        return database.accounts()
                .sql("select * from accounts.case_decision where case_file = :case order by proposed_at, id")
                .param("case", caseFile)
                .query(this::row)
                .list();
    }

    void confirm(UUID decision, CaseDecision.By by) {
        database.accounts()
                .sql("update accounts.case_decision set confirmed_by = :by, confirmed_at = :at where id = :id")
                .param("by", by.inspector())
                .param("at", Columns.timestamp(by.at()))
                .param("id", decision)
                .update();
    }

    /** Drops the proposal that waits; returns whether there was one. */
    boolean drop(UUID caseFile) {
        return database.accounts()
                        .sql("delete from accounts.case_decision where case_file = :case and confirmed_at is null")
                        .param("case", caseFile)
                        .update()
                == 1;
    }

    /** Sanctions that are published on a day, the latest first. */
    List<Sanction> published(LocalDate day) {
        return database.accounts()
                .sql("""
                        select c.name, c.siren, d.cents, d.articles, d.confirmed_at, d.published_until
                        from accounts.case_decision d join accounts.case_file c on c.id = d.case_file
                        where d.outcome = 'SANCTIONED' and d.confirmed_at is not null and d.published_until >= :day
                            and c.state = 'SANCTIONED'
                        order by d.confirmed_at desc, c.number desc
                        """)
                .param("day", day)
                .query((row, n) -> new Sanction(
                        row.getString("name"),
                        row.getString("siren"),
                        row.getLong("cents"),
                        Columns.texts(row, "articles"),
                        Columns.instant(row, "confirmed_at"),
                        row.getObject("published_until", LocalDate.class)))
                .list();
    }

    private CaseDecision row(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID confirmedBy = row.getObject("confirmed_by", UUID.class);
        return new CaseDecision(
                id,
                CaseOutcome.valueOf(row.getString("outcome")),
                row.getObject("cents", Long.class),
                row.getObject("published_until", LocalDate.class),
                Columns.texts(row, "articles"),
                new String(keys.unwrap(row.getBytes("grounds"), context(id)), StandardCharsets.UTF_8),
                new CaseDecision.By(row.getObject("proposed_by", UUID.class), Columns.instant(row, "proposed_at")),
                confirmedBy == null ? null : new CaseDecision.By(confirmedBy, Columns.instant(row, "confirmed_at")));
    }

    private static String context(UUID id) {
        return "case-decision:" + id;
    }
}
