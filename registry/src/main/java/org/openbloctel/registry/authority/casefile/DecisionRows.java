package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The rows of decisions: proposed, confirmed, published. Their grounds are wrapped for their row. */
interface DecisionRows {
    static DecisionRows in(Database database, MasterKeys keys) {
        return database.rows(DecisionRows.class, new Reading<>(Row.class, CaseDecision.class, row -> row.opened(keys)));
    }

    /** A decision as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Row(
            UUID id,
            CaseDecision.Outcome outcome,
            @Nullable Long cents,
            @Nullable LocalDate publishedUntil,
            List<String> articles,
            byte[] grounds,
            UUID proposedBy,
            Instant proposedAt,
            @Nullable UUID confirmedBy,
            @Nullable Instant confirmedAt) {
        CaseDecision opened(MasterKeys keys) {
            return new CaseDecision(
                    id,
                    outcome,
                    cents,
                    publishedUntil,
                    articles,
                    new String(keys.unwrap(grounds, "case-decision:" + id), StandardCharsets.UTF_8),
                    new CaseDecision.By(proposedBy, proposedAt),
                    confirmedBy == null || confirmedAt == null ? null : new CaseDecision.By(confirmedBy, confirmedAt));
        }
    }

    /** Whether it is proposed now; of two that come at once, the first is. */
    default boolean insert(MasterKeys keys, UUID caseFile, CaseDecision decision) {
        byte[] grounds = decision.grounds().getBytes(StandardCharsets.UTF_8);
        return insert(caseFile, decision, keys.wrap(grounds, "case-decision:" + decision.id()));
    }

    @SqlUpdate("""
            insert into accounts.case_decision (id, case_file, outcome, cents, published_until, articles, grounds, proposed_by, proposed_at)
            values (:decision.id, :caseFile, :decision.outcome, cast(:decision.cents as bigint), cast(:decision.publishedUntil as date),
                :decision.articles, :grounds, :decision.proposed.inspector, :decision.proposed.at)
            on conflict (case_file) where confirmed_at is null do nothing
            """)
    boolean insert(UUID caseFile, CaseDecision decision, byte[] grounds);

    /** Those of a case, the earliest first; one that waits is the last. */
    @SqlQuery("select * from accounts.case_decision where case_file = :caseFile order by proposed_at, id")
    List<CaseDecision> of(UUID caseFile);

    @SqlUpdate("update accounts.case_decision set confirmed_by = :by.inspector, confirmed_at = :by.at where id = :id")
    void confirm(UUID id, CaseDecision.By by);

    /** Drops the proposal that waits; returns whether there was one. */
    @SqlUpdate("delete from accounts.case_decision where case_file = :caseFile and confirmed_at is null")
    boolean drop(UUID caseFile);

    /** Sanctions that are published on a day, the latest first. */
    @SqlQuery("""
            select c.name, c.siren, d.cents, d.articles, d.confirmed_at as decided_at, d.published_until as until
            from accounts.case_decision d join accounts.case_file c on c.id = d.case_file
            where d.outcome = 'SANCTIONED' and d.confirmed_at is not null and d.published_until >= :day and c.state = 'SANCTIONED'
            order by d.confirmed_at desc, c.number desc
            """)
    List<CaseDecision.Published> published(LocalDate day);
}
