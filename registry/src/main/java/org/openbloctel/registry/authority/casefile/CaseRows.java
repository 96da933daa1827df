package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The rows of cases and of their steps. Facts are wrapped for their case. */
final class CaseRows {
    private static final String COLUMNS = "select * from accounts.case_file c where ";

    private final Database database;
    private final MasterKeys keys;

    CaseRows(Database database, MasterKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** A company as a case names it. */
    record Against(UUID company, String siren, String name) {}

    void insert(UUID id, Against against, UUID inspector, Instant now) {
        Alleged alleged = Alleged.nothing();
        database.accounts()
                .sql("""
                        insert into accounts.case_file (id, company, siren, name, state, person, cents_per_call, opened_by,
                            opened_at, changed_at)
                        values (:id, :company, :siren, :name, :state, :person, :cents, :inspector, :now, :now)
                        """)
                .param("id", id)
                .param("company", against.company())
                .param("siren", against.siren())
                .param("name", against.name())
                .param("state", CaseState.OPEN.name())
                .param("person", alleged.person().name())
                .param("cents", alleged.centsPerCall())
                .param("inspector", inspector)
                .param("now", Columns.timestamp(now))
                .update();
    }

    Optional<CaseFile> find(UUID id) {
        return database.accounts()
                .sql(COLUMNS + "id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    Optional<CaseFile> lock(UUID id) {
        return database.accounts()
                .sql(COLUMNS + "id = :id for update")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The latest first; the text is a part of the name, or the beginning of the SIREN. */
    List<CaseFile> search(@Nullable CaseState state, String text, int limit) {
        return database.accounts()
                .sql(COLUMNS + """
                        (cast(:state as text) is null or state = :state)
                        and (:text = '' or strpos(lower(name), lower(:text)) > 0 or starts_with(siren, replace(:text, ' ', '')))
                        order by number desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("text", text)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** A company's own, those that it was notified of, the latest first. */
    List<CaseFile> of(UUID company) {
        return database.accounts()
                .sql(COLUMNS + "company = :company and answer_until is not null order by number desc")
                .param("company", company)
                .query(this::row)
                .list();
    }

    void allege(UUID id, Alleged alleged, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.case_file set facts = :facts, rules = :rules, person = :person, cents_per_call = :cents,
                            further_calls = :further, further_on = cast(:on as date), beyond = :beyond, beyond_reason = :reason,
                            changed_at = :now
                        where id = :id
                        """)
                .param("facts", keys.wrap(alleged.facts().getBytes(StandardCharsets.UTF_8), context(id)))
                .param("rules", alleged.rules().toArray(String[]::new))
                .param("person", alleged.person().name())
                .param("cents", alleged.centsPerCall())
                .param("further", alleged.furtherCalls())
                .param("on", alleged.furtherOn())
                .param("beyond", alleged.beyond().toArray(String[]::new))
                .param(
                        "reason",
                        alleged.beyond().isEmpty()
                                ? null
                                : keys.wrap(alleged.reason().getBytes(StandardCharsets.UTF_8), reasonContext(id)))
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void answerUntil(UUID id, LocalDate day) {
        database.accounts()
                .sql("update accounts.case_file set answer_until = :day where id = :id")
                .param("day", day)
                .param("id", id)
                .update();
    }

    /** Writes a state and its step. */
    void move(UUID id, CaseState state, @Nullable UUID inspector, Instant now) {
        database.accounts()
                .sql("update accounts.case_file set state = :state, changed_at = :now where id = :id")
                .param("state", state.name())
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
        database.accounts()
                .sql("""
                        insert into accounts.case_step (case_file, n, state, inspector, at)
                        select :id, coalesce(max(n), 0) + 1, :state, cast(:inspector as uuid), :now
                        from accounts.case_step where case_file = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("inspector", inspector)
                .param("now", Columns.timestamp(now))
                .update();
    }

    List<CaseView.Step> steps(UUID id) {
        return database.accounts()
                .sql("select state, inspector, at from accounts.case_step where case_file = :id order by n")
                .param("id", id)
                .query((row, n) -> new CaseView.Step(
                        CaseState.valueOf(row.getString("state")),
                        row.getObject("inspector", UUID.class),
                        Columns.instant(row, "at")))
                .list();
    }

    /** Undecided cases whose last day to answer is before a day and whose inspector was not notified of it, locked. */
    List<UUID> overdue(LocalDate before) {
        return database.accounts()
                .sql("""
                        select id from accounts.case_file
                        where state in ('NOTIFIED', 'OBSERVED', 'EXPIRED') and answer_until < :before and term_notified_at is null
                        order by id for update skip locked
                        """)
                .param("before", before)
                .query(UUID.class)
                .list();
    }

    void termNotified(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.case_file set term_notified_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Records a mail about an answer, unless there was one after an instant; returns whether there was none. */
    boolean answerNotified(UUID id, Instant now, Instant after) {
        return database.accounts()
                        .sql("""
                        update accounts.case_file set answer_notified_at = :now
                        where id = :id and (answer_notified_at is null or answer_notified_at <= :after)
                        """)
                        .param("now", Columns.timestamp(now))
                        .param("id", id)
                        .param("after", Columns.timestamp(after))
                        .update()
                > 0;
    }

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

    /** Cases that wait for this inspector: those with a decision of another one, and those to decide. */
    List<Waiting> waiting(UUID inspector, LocalDate today, int limit) {
        return database.accounts()
                .sql("""
                        select c.*, d.proposed_by, d.proposed_at, (
                            select max(e.at) from accounts.case_entry e where e.case_file = c.id and e.kind = 'OBSERVATIONS') as observed_at
                        from accounts.case_file c
                            left join accounts.case_decision d on d.case_file = c.id and d.confirmed_at is null
                        where d.proposed_by <> :inspector or (d.id is null and (c.state in ('OBSERVED', 'EXPIRED')
                            or (c.state = 'NOTIFIED' and c.answer_until < :today)))
                        order by d.id is null, c.opened_by = :inspector desc, c.changed_at, c.id
                        limit :limit
                        """)
                .param("inspector", inspector)
                .param("today", today)
                .param("limit", limit)
                .query((row, n) -> new Waiting(
                        row(row, n),
                        row.getObject("proposed_by", UUID.class),
                        Columns.optionalInstant(row, "proposed_at").orElse(null),
                        Columns.optionalInstant(row, "observed_at").orElse(null)))
                .list();
    }

    /** The cases that take complaints: their letter was not sent, and no decision waits. */
    List<CaseFile> open() {
        return database.accounts().sql(COLUMNS + """
                        state = 'OPEN' and not exists (select from accounts.case_decision d
                            where d.case_file = c.id and d.confirmed_at is null)
                        """).query(this::row).list();
    }

    /** The undecided cases against companies, the latest first. */
    List<CaseFile> undecided(Collection<UUID> companies) {
        return database.accounts()
                .sql(COLUMNS + """
                        company = any(:companies) and state in ('OPEN', 'NOTIFIED', 'OBSERVED', 'EXPIRED')
                        order by number desc
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /** The undecided cases, the latest first. */
    List<CaseFile> undecided() {
        return database.accounts().sql(COLUMNS + """
                        state in ('OPEN', 'NOTIFIED', 'OBSERVED', 'EXPIRED') order by number desc
                        """).query(this::row).list();
    }

    /** Deletes cases that were decided before an instant, and whose publication is over. */
    int forget(Instant before, LocalDate today) {
        return database.accounts()
                .sql("""
                        delete from accounts.case_file c
                        where c.state in ('SANCTIONED', 'CLOSED', 'ANNULLED') and c.changed_at < :before and not exists (
                            select from accounts.case_decision d where d.case_file = c.id and d.published_until >= :today)
                        """)
                .param("before", Columns.timestamp(before))
                .param("today", today)
                .update();
    }

    private CaseFile row(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] facts = row.getBytes("facts");
        byte[] reason = row.getBytes("beyond_reason");
        List<String> rules = Columns.texts(row, "rules");
        List<String> beyond = reason == null
                ? List.of()
                : Columns.texts(row, "beyond").stream().filter(rules::contains).toList();
        Alleged alleged = new Alleged(
                facts == null ? "" : new String(keys.unwrap(facts, context(id)), StandardCharsets.UTF_8),
                rules,
                Alleged.Person.valueOf(row.getString("person")),
                row.getLong("cents_per_call"),
                row.getInt("further_calls"),
                row.getObject("further_on", LocalDate.class),
                beyond,
                reason == null || beyond.isEmpty()
                        ? ""
                        : new String(keys.unwrap(reason, reasonContext(id)), StandardCharsets.UTF_8));
        return new CaseFile(
                id,
                row.getLong("number"),
                row.getObject("company", UUID.class),
                row.getString("siren"),
                row.getString("name"),
                CaseState.valueOf(row.getString("state")),
                alleged,
                row.getObject("answer_until", LocalDate.class),
                new CaseFile.Opening(row.getObject("opened_by", UUID.class), Columns.instant(row, "opened_at")),
                Columns.instant(row, "changed_at"));
    }

    private static String reasonContext(UUID id) {
        return "case-reason:" + id;
    }

    private static String context(UUID id) {
        return "case:" + id;
    }
}
