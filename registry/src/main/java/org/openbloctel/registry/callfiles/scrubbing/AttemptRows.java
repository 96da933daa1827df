package org.openbloctel.registry.callfiles.scrubbing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.LayoutColumns;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.scrub.engine.ScrubReport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements of the work on submissions. An attempt is taken under a number, and each statement after that holds only
 * while the number is still the latest: the fencing token.
 */
final class AttemptRows {
    /** A file passed over so often is next, a large one before small ones as well. */
    static final int PASSED_OVER = 20;

    /** The lines of waiting files, of which an account has one for each principal and lane, in the order of their turns; see {@link #takeNext}. */
    private static final String LINES = """
            with recursive pair as (
                (select company, principal from accounts.submission
                where state in ('RECEIVED', 'CHECKING') order by company, principal limit 1)
                union all
                select next.company, next.principal from pair, lateral (
                    select company, principal from accounts.submission
                    where state in ('RECEIVED', 'CHECKING') and (company, principal) > (pair.company, pair.principal)
                    order by company, principal limit 1) next
            ),
            head as (
                select pair.*, large, first.*
                from pair, unnest(cast(:lanes as boolean[])) large, lateral (
                    select received_at, seq, coalesce(came_after_turn, 0) as came from accounts.submission
                    where company = pair.company and principal = pair.principal and (size > 16777216) = large
                        and state in ('RECEIVED', 'CHECKING') and (lease_until is null or lease_until <= :now)
                    order by received_at, seq limit 1) first
            ),
            account as materialized (
                select one.*, coalesce((
                    select max(turn) from accounts.submission
                    where company = one.company and (size > 16777216) = one.large and turn is not null), 0) as turn
                from (select distinct company, large from head) one
            ),
            line as (
                select head.*, account.turn,
                    greatest((select accounts.last_submission_turn()) - greatest(account.turn, came), :often - 1) as passed,
                    coalesce((
                        select max(turn) from accounts.submission
                        where company = head.company and principal = head.principal and (size > 16777216) = head.large
                            and turn is not null), 0) as principal_turn
                from head join account using (company, large)
                order by passed desc, large, account.turn, principal_turn, received_at, seq limit 8
            )
            """;

    /** The next file. Its place in its line matters only while other servers take the files before it. */
    private static final String NEXT = """
            select submission.id
            from line, lateral (
                select id, row_number() over () as place from (
                    select id from accounts.submission
                    where company = line.company and principal = line.principal and (size > 16777216) = line.large
                        and state in ('RECEIVED', 'CHECKING') and (lease_until is null or lease_until <= :now)
                    order by received_at, seq limit 4) first) file
            join accounts.submission using (id)
            where state in ('RECEIVED', 'CHECKING') and (lease_until is null or lease_until <= :now)
            order by place, passed desc, large, line.turn, principal_turn, line.received_at, line.seq
            limit 1 for update of submission skip locked
            """;

    private final Database database;
    private final ScrubSettings settings;

    AttemptRows(Database database, ScrubSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Takes this submission, to scrub it by a revision of the list, if it waits or its worker gives no sign of life. */
    Optional<Attempt> take(UUID id, long revision, Instant now) {
        return take("", "", """
                        select id from accounts.submission
                        where id = :id and state in ('RECEIVED', 'CHECKING') and (lease_until is null or lease_until <= :now)
                        for update skip locked
                        """, revision, now)
                .param("id", id)
                .query(AttemptRows::attempt)
                .optional();
    }

    /**
     * Takes the one that is due. Small ones go before large ones; of each, the account whose last turn is the longest ago has the next, of it the
     * principal, and of that the oldest file. An account that {@value #PASSED_OVER} turns passed over while its file waited is next.
     */
    Optional<Attempt> takeNext(long revision, Instant now) {
        return takeNext("{false, true}", revision, now);
    }

    /** Takes the small one that is due. */
    Optional<Attempt> takeNextSmall(long revision, Instant now) {
        return takeNext("{false}", revision, now);
    }

    private Optional<Attempt> takeNext(String lanes, long revision, Instant now) {
        return take(LINES, ", turn = nextval('accounts.submission_turn')", NEXT, revision, now)
                .param("lanes", lanes)
                .param("often", PASSED_OVER)
                .query(AttemptRows::attempt)
                .optional();
    }

    private JdbcClient.StatementSpec take(String with, String turn, String which, long revision, Instant now) {
        return database.accounts()
                .sql("""
                        %s
                        update accounts.submission
                        set state = 'CHECKING', attempt = attempt + 1, lease_until = :lease, read_bytes = 0, read_rows = 0,
                            checking_revision = :revision %s
                        where id = (%s)
                        returning *
                        """.formatted(with, turn, which))
                .param("lease", now.plus(settings.lease()).atOffset(ZoneOffset.UTC))
                .param("revision", revision)
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    /** Gives a sign of life; false when the attempt is not the latest any more. */
    boolean alive(Attempt attempt, long bytes, long lines, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.submission set lease_until = :lease, read_bytes = :bytes, read_rows = :rows
                                where id = :id and attempt = :attempt and state = 'CHECKING'
                                """)
                        .param("lease", now.plus(settings.lease()).atOffset(ZoneOffset.UTC))
                        .param("bytes", bytes)
                        .param("rows", lines)
                        .param("id", attempt.id())
                        .param("attempt", attempt.number())
                        .update()
                == 1;
    }

    /** How many attempts before this one ended without a word: they neither failed nor ended in a hold, and yet there is another. */
    int abandoned(Attempt attempt) {
        return database.accounts()
                .sql("select attempt - 1 - failures - holds from accounts.submission where id = :id")
                .param("id", attempt.id())
                .query(Integer.class)
                .single();
    }

    /**
     * The attempt failed, and the next waits, longer each time.
     *
     * @param byFile whether it counts against the file
     * @param fault what it failed by, without a word of the file
     * @return whether there must be no next one; see {@link Blame}. Empty when this attempt is not the one at work any more: another took over,
     *     or it was published and the answer to that was lost
     */
    Optional<Boolean> failed(Attempt attempt, boolean byFile, String fault, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.submission
                        set failures = failures + 1, file_failures = file_failures + :byFile, last_fault = :fault,
                            lease_until = :now + least(failures, 10) * interval '30 seconds'
                        where id = :id and attempt = :attempt and state = 'CHECKING'
                        returning file_failures >= :most or received_at <= :since
                        """)
                .param("byFile", byFile ? 1 : 0)
                .param("fault", fault)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", attempt.id())
                .param("attempt", attempt.number())
                .param("most", Blame.FILE_FAILURES)
                .param("since", now.minus(Blame.LEGAL_DELAY).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional();
    }

    /**
     * Refuses the file.
     *
     * @param forGood whether no other way of reading mends it: it is not kept
     */
    boolean refuse(Attempt attempt, Refusal.Stored why, boolean forGood, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.submission
                                set state = 'REFUSED', settled_at = :now, lease_until = null,
                                    refusal_code = :code, refusal_arguments = :arguments,
                                    file_key = case when :forGood then null else file_key end,
                                    inputs = case when :forGood then '{}' else inputs end,
                                    purged_at = case when :forGood then :now else purged_at end
                                where id = :id and attempt = :attempt and state in (%s)
                                """.formatted(State.REFUSED.sources()))
                        .param("forGood", forGood)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("code", why.code())
                        .param("arguments", why.arguments().toArray(String[]::new))
                        .param("id", attempt.id())
                        .param("attempt", attempt.number())
                        .update()
                == 1;
    }

    /**
     * Locks the row of an attempt until the transaction ends.
     *
     * @return for what its file was held before; empty when the attempt is not the latest any more
     */
    Optional<Standing> lock(Attempt attempt) {
        return database.accounts()
                .sql("""
                        select hold_kind, hold_figures from accounts.submission
                        where id = :id and attempt = :attempt and state = 'CHECKING' for update
                        """)
                .param("id", attempt.id())
                .param("attempt", attempt.number())
                .query((row, n) -> Standing.of(row.getString("hold_kind"), row.getString("hold_figures")))
                .optional();
    }

    /** How a file whose scrub is done stands. */
    record Standing(Optional<Hold.Kind> heldBefore) {
        private static Standing of(@Nullable String kind, String figures) {
            return new Standing(
                    kind == null
                            ? Optional.empty()
                            : Optional.of(Hold.read(kind, figures).kind()));
        }
    }

    /** The end of an attempt whose result must not leave. */
    void held(Attempt attempt, Hold hold, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.submission
                        set state = 'HELD', held_at = :now, hold_kind = :kind, hold_figures = :figures, holds = holds + 1,
                            lease_until = null
                        where id = :id and attempt = :attempt and state in (%s)
                        """.formatted(State.HELD.sources()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("kind", hold.kind().stored())
                .param("figures", hold.figures())
                .param("id", attempt.id())
                .param("attempt", attempt.number())
                .update();
    }

    /** The end of an attempt; false when it is not the latest any more, and nothing of it may be seen. */
    boolean ready(Attempt attempt, Made made, long charged, Instant now) {
        ScrubReport report = made.report();
        return database.accounts()
                        .sql("""
                                update accounts.submission
                                set state = 'READY', settled_at = :now, lease_until = null, read_bytes = size, read_rows = :rows,
                                    report = :report, rows = :rows, callable = :callable, opposed = :opposed, unchecked = :unchecked,
                                    forbidden = :forbidden, returned_bytes = :bytes, scope = :scope, charged_lines = :charged, list_revision = :revision,
                                    list_digest = :digest
                                where id = :id and attempt = :attempt and state in (%s)
                                """.formatted(State.READY.sources()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("rows", report.rows())
                        .param("report", report.toJson())
                        .param("callable", report.callable())
                        .param("opposed", report.opposed())
                        .param("unchecked", report.unchecked())
                        .param("forbidden", report.forbidden())
                        .param(
                                "bytes",
                                made.files().stream()
                                        .mapToLong(Returned.Stored::size)
                                        .sum())
                        .param("scope", report.scope())
                        .param("charged", charged)
                        .param("revision", report.list().revision())
                        .param("digest", report.list().digest())
                        .param("id", attempt.id())
                        .param("attempt", attempt.number())
                        .update()
                == 1;
    }

    void certified(UUID id, String certificate) {
        database.accounts()
                .sql("update accounts.submission set certificate = :certificate where id = :id")
                .param("certificate", certificate)
                .param("id", id)
                .update();
    }

    /** How many wait or are being worked on, how long the oldest has, and how often attempts at them failed. */
    ScrubTask.Depth depth(Instant refusedSince) {
        return database.accounts()
                .sql("""
                        select count(*) as waiting, coalesce(sum(failures), 0) as failures, min(coalesce(requeued_at, received_at)) as oldest,
                            count(*) filter (where failures >= :often) as failing,
                            (select count(*) from accounts.submission
                            where refusal_code = 'BT-0790' and settled_at > :since) as refused
                        from accounts.submission where state in ('RECEIVED', 'CHECKING')
                        """)
                .param("often", Blame.FILE_FAILURES)
                .param("since", refusedSince.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new ScrubTask.Depth(
                        row.getInt("waiting"),
                        row.getLong("failures"),
                        Columns.optionalInstant(row, "oldest"),
                        row.getInt("failing"),
                        row.getInt("refused")))
                .single();
    }

    /** Those that were refused because the work on them failed, newest first. */
    List<ScrubTask.Failed> refusedForFailing(Instant since, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission where refusal_code = 'BT-0790' and settled_at > :since
                        order by settled_at desc limit :limit
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> new ScrubTask.Failed(
                        task(row),
                        Columns.instant(row, "settled_at"),
                        row.getInt("failures"),
                        Optional.ofNullable(row.getString("last_fault")).orElse("")))
                .list();
    }

    List<ScrubTask.Waiting> waiting(int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission where state in ('RECEIVED', 'CHECKING')
                        order by received_at, seq limit :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new ScrubTask.Waiting(
                        task(row),
                        State.valueOf(row.getString("state")),
                        row.getInt("failures"),
                        Columns.optionalInstant(row, "lease_until"),
                        Optional.ofNullable(row.getString("last_fault"))))
                .list();
    }

    /** Lets a submission that failed be tried again at once. */
    void hurry(UUID id, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.submission set lease_until = :now
                        where id = :id and failures > 0 and state = 'CHECKING' and lease_until > :now
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static Attempt attempt(ResultSet row, int n) throws SQLException {
        return new Attempt(
                task(row),
                row.getInt("attempt"),
                new WrappedKey(row.getBytes("file_key")),
                Columns.texts(row, "inputs"));
    }

    static ScrubTask task(ResultSet row) throws SQLException {
        return new ScrubTask(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getObject("principal", UUID.class),
                row.getString("file_name"),
                row.getLong("size"),
                row.getString("sha256"),
                Columns.instant(row, "received_at"),
                LayoutColumns.of(row),
                Optional.ofNullable(row.getString("campaign")),
                Optional.ofNullable(row.getObject("campaign_id", UUID.class)),
                row.getObject("released_at") != null);
    }
}
