package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The rows of cases and of their steps. Facts are wrapped for their case. */
interface CaseRows {
    String CASES = "select * from accounts.case_file c where ";

    /** Begins the context in which the facts of a case are wrapped. */
    String FACTS = "case:";

    /** Begins the context in which the reason of a case is wrapped. */
    String REASON = "case-reason:";

    static CaseRows in(Database database, MasterKeys keys) {
        return database.rows(
                CaseRows.class,
                new Reading<>(Row.class, CaseFile.class, row -> row.file(keys)),
                new Reading<>(WaitingRow.class, Waiting.class, row -> row.waiting(keys)));
    }

    /** A case as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Row(
            UUID id,
            long number,
            @Nullable UUID company,
            String siren,
            String name,
            CaseState state,
            byte @Nullable [] facts,
            List<String> rules,
            Alleged.Person person,
            long centsPerCall,
            int furtherCalls,
            @Nullable LocalDate furtherOn,
            @Nullable List<String> beyond,
            byte @Nullable [] beyondReason,
            @Nullable LocalDate answerUntil,
            UUID openedBy,
            Instant openedAt,
            Instant changedAt) {
        CaseFile file(MasterKeys keys) {
            List<String> left = beyond == null || beyondReason == null
                    ? List.of()
                    : beyond.stream().filter(rules::contains).toList();
            Alleged alleged = new Alleged(
                    text(keys, facts, FACTS),
                    rules,
                    person,
                    centsPerCall,
                    furtherCalls,
                    furtherOn,
                    left,
                    left.isEmpty() ? "" : text(keys, beyondReason, REASON));
            return new CaseFile(
                    id,
                    number,
                    company,
                    siren,
                    name,
                    state,
                    alleged,
                    answerUntil,
                    new CaseFile.Opening(openedBy, openedAt),
                    changedAt);
        }

        private String text(MasterKeys keys, byte @Nullable [] wrapped, String context) {
            return wrapped == null ? "" : new String(keys.unwrap(wrapped, context + id), StandardCharsets.UTF_8);
        }
    }

    @SqlUpdate("""
            insert into accounts.case_file (id, company, siren, name, state, person, cents_per_call, opened_by, opened_at, changed_at)
            values (:id, :against.id, :against.siren, :against.name, 'OPEN', :alleged.person, :alleged.centsPerCall, :inspector, :now, :now)
            """)
    void insert(UUID id, Company.Named against, Alleged alleged, UUID inspector, Instant now);

    @SqlQuery(CASES + "id = :id")
    Optional<CaseFile> find(UUID id);

    @SqlQuery(CASES + "id = :id for update")
    Optional<CaseFile> lock(UUID id);

    /** The latest first; the text is a part of the name, or the beginning of the SIREN. */
    @SqlQuery(CASES + """
            (cast(:state as text) is null or state = :state)
            and (:text = '' or strpos(lower(name), lower(:text)) > 0 or starts_with(siren, replace(:text, ' ', '')))
            order by number desc limit :limit
            """)
    List<CaseFile> search(@Nullable CaseState state, String text, int limit);

    /** A company's own, those that it was notified of, the latest first. */
    @SqlQuery(CASES + "company = :company and answer_until is not null order by number desc")
    List<CaseFile> of(UUID company);

    default void allege(MasterKeys keys, UUID id, Alleged alleged, Instant now) {
        byte[] facts = keys.wrap(alleged.facts().getBytes(StandardCharsets.UTF_8), FACTS + id);
        byte[] reason = alleged.beyond().isEmpty()
                ? null
                : keys.wrap(alleged.reason().getBytes(StandardCharsets.UTF_8), REASON + id);
        allege(id, alleged, facts, reason, now);
    }

    @SqlUpdate("""
            update accounts.case_file set facts = :facts, rules = :alleged.rules, person = :alleged.person,
                cents_per_call = :alleged.centsPerCall, further_calls = :alleged.furtherCalls,
                further_on = cast(:alleged.furtherOn as date), beyond = :alleged.beyond, beyond_reason = :reason,
                changed_at = :now
            where id = :id
            """)
    void allege(UUID id, Alleged alleged, byte[] facts, byte @Nullable [] reason, Instant now);

    @SqlUpdate("update accounts.case_file set answer_until = :day where id = :id")
    void answerUntil(UUID id, LocalDate day);

    /** Writes a state and its step. */
    default void move(UUID id, CaseState state, @Nullable UUID inspector, Instant now) {
        change(id, state, now);
        step(id, state, inspector, now);
    }

    @SqlUpdate("update accounts.case_file set state = :state, changed_at = :now where id = :id")
    void change(UUID id, CaseState state, Instant now);

    @SqlUpdate("""
            insert into accounts.case_step (case_file, n, state, inspector, at)
            select :id, coalesce(max(n), 0) + 1, :state, cast(:inspector as uuid), :now
            from accounts.case_step where case_file = :id
            """)
    void step(UUID id, CaseState state, @Nullable UUID inspector, Instant now);

    @SqlQuery("select state, inspector, at from accounts.case_step where case_file = :id order by n")
    List<CaseView.Step> steps(UUID id);

    /** Undecided cases whose last day to answer is before a day and whose inspector was not notified of it, locked. */
    @SqlQuery("""
            select id from accounts.case_file
            where state in ('NOTIFIED', 'OBSERVED', 'EXPIRED') and answer_until < :before and term_notified_at is null
            order by id for update skip locked
            """)
    List<UUID> overdue(LocalDate before);

    @SqlUpdate("update accounts.case_file set term_notified_at = :now where id = :id")
    void termNotified(UUID id, Instant now);

    /** Records a mail about an answer, unless there was one after an instant; returns whether there was none. */
    @SqlUpdate("""
            update accounts.case_file set answer_notified_at = :now
            where id = :id and (answer_notified_at is null or answer_notified_at <= :after)
            """)
    boolean answerNotified(UUID id, Instant now, Instant after);

    /**
     * A case that waits.
     *
     * @param proposer the inspector whose decision waits for another one; null for none
     * @param observedAt when the company answered last; null before
     */
    record Waiting(
            CaseFile file,
            @Nullable UUID proposer,
            @Nullable Instant proposedAt,
            @Nullable Instant observedAt) {}

    /** A case that waits, as it stands in its row. */
    record WaitingRow(
            @Nested Row file,
            @Nullable UUID proposedBy,
            @Nullable Instant proposedAt,
            @Nullable Instant observedAt) {
        Waiting waiting(MasterKeys keys) {
            return new Waiting(file.file(keys), proposedBy, proposedAt, observedAt);
        }
    }

    /** Cases that wait for this inspector: those with a decision of another one, and those to decide. */
    @SqlQuery("""
            select c.*, d.proposed_by, d.proposed_at, (
                select max(e.at) from accounts.case_entry e where e.case_file = c.id and e.kind = 'OBSERVATIONS') as observed_at
            from accounts.case_file c
                left join accounts.case_decision d on d.case_file = c.id and d.confirmed_at is null
            where d.proposed_by <> :inspector or (d.id is null and (c.state in ('OBSERVED', 'EXPIRED')
                or (c.state = 'NOTIFIED' and c.answer_until < :today)))
            order by d.id is null, c.opened_by = :inspector desc, c.changed_at, c.id limit :limit
            """)
    List<Waiting> waiting(UUID inspector, LocalDate today, int limit);

    /** The cases that take complaints: their letter was not sent, and no decision waits. */
    @SqlQuery(CASES + """
            state = 'OPEN' and not exists (select from accounts.case_decision d
                where d.case_file = c.id and d.confirmed_at is null)
            """)
    List<CaseFile> open();

    /** The undecided cases against companies, the latest first. */
    @SqlQuery(CASES + """
            company = any(:companies) and state in ('OPEN', 'NOTIFIED', 'OBSERVED', 'EXPIRED')
            order by number desc
            """)
    List<CaseFile> undecided(Collection<UUID> companies);

    /** The undecided cases, the latest first. */
    @SqlQuery(CASES + "state in ('OPEN', 'NOTIFIED', 'OBSERVED', 'EXPIRED') order by number desc")
    List<CaseFile> undecided();

    /** Those of some companies with a case that is not decided: a sanction is for a company that is there. */
    @SqlQuery("""
            select distinct company from accounts.case_file
            where company = any(:companies) and state <> all(:decided)
            """)
    Set<UUID> kept(Collection<UUID> companies, List<CaseState> decided);

    /** Deletes cases that were decided before an instant, and whose publication is over. */
    @SqlUpdate("""
            delete from accounts.case_file c
            where c.state in ('SANCTIONED', 'CLOSED', 'ANNULLED') and c.changed_at < :before and not exists (
                select from accounts.case_decision d where d.case_file = c.id and d.published_until >= :today)
            """)
    int forget(Instant before, LocalDate today);
}
