package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * The statements of the work on submissions. An attempt is taken under a number, and each statement after that holds only
 * while the number is still the latest: the fencing token.
 */
interface AttemptRows {
    /** A file passed over so often is next, a large one before small ones as well. */
    int PASSED_OVER = 20;

    /** The lanes of all files, and that of the small ones. */
    String ALL = "{false, true}";

    String SMALL = "{false}";

    /** The lines of waiting files, of which an account has one for each principal and lane, in the order of their turns; see {@link #takeNext}. */
    String LINES = """
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
    String NEXT = """
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

    String TAKE = """
            update accounts.submission
            set state = 'CHECKING', attempt = attempt + 1, lease_until = :lease, read_bytes = 0, read_rows = 0,
                checking_revision = :revision
            """;

    String TAKEN = ") returning *, attempt as number, file_key as key, coalesce(requeued_at, received_at) as queued_at";

    /** The state of a file whose scrub is done. */
    record Standing(@Nullable String holdKind, @Nullable String holdFigures) {
        /** For what it was held before. */
        Optional<Hold.Kind> heldBefore() {
            return Hold.read(holdKind, holdFigures).map(Hold::kind);
        }
    }

    /** Takes this submission, to scrub it by a revision of the list, if it waits or its worker gives no sign of life. */
    @SqlQuery(TAKE + """
            where id = (
                select id from accounts.submission
                where id = :id and state in ('RECEIVED', 'CHECKING') and (lease_until is null or lease_until <= :now)
                for update skip locked
            """ + TAKEN)
    Optional<ScrubTask.Attempt> take(UUID id, long revision, Instant now, Instant lease);

    /**
     * Takes the one that is due. Small ones go before large ones; of each, the account whose last turn is the longest ago has the next, of it the
     * principal, and of that the oldest file. An account that {@value #PASSED_OVER} turns passed over while its file waited is next.
     */
    default Optional<ScrubTask.Attempt> takeNext(String lanes, long revision, Instant now, Instant lease) {
        return takeNext(lanes, PASSED_OVER, revision, now, lease);
    }

    @SqlQuery(LINES + TAKE + ", turn = nextval('accounts.submission_turn') where id = (" + NEXT + TAKEN)
    Optional<ScrubTask.Attempt> takeNext(String lanes, int often, long revision, Instant now, Instant lease);

    /** Gives a sign of life; false when the attempt is not the latest any more. */
    @SqlUpdate("""
            update accounts.submission set lease_until = :lease, read_bytes = :bytes, read_rows = :rows
            where id = :attempt.id and attempt = :attempt.number and state = 'CHECKING'
            """)
    boolean alive(ScrubTask.Attempt attempt, long bytes, long rows, Instant lease);

    /** How many attempts before this one ended without a word: they neither failed nor ended in a hold, and yet there is another. */
    @SqlQuery("select attempt - 1 - failures - holds from accounts.submission where id = :attempt.id")
    int abandoned(ScrubTask.Attempt attempt);

    /**
     * The attempt failed, and the next waits, longer each time.
     *
     * @param byFile whether it counts against the file
     * @param fault what it failed by, without a word of the file
     * @return whether there must be no next one; see {@link Blame}. Empty when this attempt is not the one at work any more: another took over,
     *     or it was published and the answer to that was lost
     */
    default Optional<Boolean> failed(ScrubTask.Attempt attempt, boolean byFile, String fault, Instant now) {
        return failed(attempt, byFile ? 1 : 0, fault, now, Blame.FILE_FAILURES, now.minus(Blame.LEGAL_DELAY));
    }

    @SqlQuery("""
            update accounts.submission
            set failures = failures + 1, file_failures = file_failures + :byFile, last_fault = :fault,
                lease_until = :now + least(failures, 10) * interval '30 seconds'
            where id = :attempt.id and attempt = :attempt.number and state = 'CHECKING'
            returning file_failures >= :most or received_at <= :since
            """)
    Optional<Boolean> failed(ScrubTask.Attempt attempt, int byFile, String fault, Instant now, int most, Instant since);

    /**
     * Refuses the file.
     *
     * @param forGood whether no other way of reading mends it: it is not kept
     */
    @SqlUpdate("""
            update accounts.submission
            set state = 'REFUSED', settled_at = :now, lease_until = null, refusal_code = :why.code, refusal_arguments = :why.arguments,
                file_key = case when :forGood then null else file_key end,
                inputs = case when :forGood then '{}' else inputs end,
                purged_at = case when :forGood then :now else purged_at end
            where id = :attempt.id and attempt = :attempt.number and state in (
            """ + State.BEFORE_REFUSED + ")")
    boolean refuse(ScrubTask.Attempt attempt, Refusal.Stored why, boolean forGood, Instant now);

    /**
     * Locks the row of an attempt until the transaction ends.
     *
     * @return for what its file was held before; empty when the attempt is not the latest any more
     */
    @SqlQuery("""
            select hold_kind, hold_figures from accounts.submission
            where id = :attempt.id and attempt = :attempt.number and state = 'CHECKING' for update
            """)
    Optional<Standing> lock(ScrubTask.Attempt attempt);

    /** The end of an attempt whose result must not leave. */
    @SqlUpdate("""
            update accounts.submission
            set state = 'HELD', held_at = :now, hold_kind = :hold.kind.stored, hold_figures = :hold.figures, holds = holds + 1,
                lease_until = null
            where id = :attempt.id and attempt = :attempt.number and state in (
            """ + State.BEFORE_HELD + ")")
    void held(ScrubTask.Attempt attempt, Hold hold, Instant now);

    /** The end of an attempt; false when it is not the latest any more, and nothing of it may be seen. */
    @SqlUpdate("""
            update accounts.submission
            set state = 'READY', settled_at = :now, lease_until = null, read_bytes = size, read_rows = :made.report.rows,
                report = :made.report.toJson, rows = :made.report.rows, callable = :made.report.callable, opposed = :made.report.opposed,
                unchecked = :made.report.unchecked, forbidden = :made.report.forbidden, returned_bytes = :made.bytes,
                scope = :made.report.scope, charged_lines = :charged, list_revision = :made.report.list.revision,
                list_digest = :made.report.list.digest
            where id = :attempt.id and attempt = :attempt.number and state in (
            """ + State.BEFORE_READY + ")")
    boolean ready(ScrubTask.Attempt attempt, Made made, long charged, Instant now);

    @SqlUpdate("update accounts.submission set certificate = :certificate where id = :id")
    void certified(UUID id, String certificate);

    /** How many wait or are being worked on, how long the oldest has, and how often attempts at them failed. */
    default ScrubTask.Depth depth(Instant refusedSince) {
        return depth(Blame.FILE_FAILURES, refusedSince);
    }

    @SqlQuery("""
            select count(*) as waiting, coalesce(sum(failures), 0) as failures, min(coalesce(requeued_at, received_at)) as oldest,
                count(*) filter (where failures >= :often) as failing,
                (select count(*) from accounts.submission
                where refusal_code = 'BT-0790' and settled_at > :since) as refused
            from accounts.submission where state in ('RECEIVED', 'CHECKING')
            """)
    ScrubTask.Depth depth(int often, Instant since);

    /** Those that were refused because the work on them failed, newest first. */
    @SqlQuery("""
            select *, settled_at as refused_at, coalesce(last_fault, '') as fault from accounts.submission
            where refusal_code = 'BT-0790' and settled_at > :since
            order by settled_at desc limit :limit
            """)
    List<ScrubTask.Failed> refusedForFailing(Instant since, int limit);

    @SqlQuery("""
            select *, last_fault as fault from accounts.submission where state in ('RECEIVED', 'CHECKING')
            order by received_at, seq limit :limit
            """)
    List<ScrubTask.Waiting> waiting(int limit);

    /** Lets a submission that failed be tried again at once. */
    @SqlUpdate("""
            update accounts.submission set lease_until = :now
            where id = :id and failures > 0 and state = 'CHECKING' and lease_until > :now
            """)
    void hurry(UUID id, Instant now);
}
