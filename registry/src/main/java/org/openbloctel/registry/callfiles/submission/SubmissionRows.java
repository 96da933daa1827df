package org.openbloctel.registry.callfiles.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.ReturnedRows;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.refusal.Refusal;

/** The table of submissions as companies see and search it; the work on it has its own statements. */
interface SubmissionRows {
    String CHECKED = """
            settled_at is not null and state in ('READY', 'DELIVERED', 'PURGED') and left_at is null
                and not exists (select from accounts.submission c where c.corrects = s.id)
            """;

    /** The company's own; for a campaign, its principal's too. */
    String OF_COMPANY = """
            select * from accounts.submission
            where id = :id and (company = :company or (campaign_id is not null and principal = :company))
            """;

    String FOUND = """
            (:search.stateName = '' or state = :search.stateName)
                and (:search.text = '' or position(lower(:search.text) in lower(file_name)) > 0)
            """;

    String BROWSED = "select * from accounts.submission where company = :company and " + FOUND + " order by ";

    String PAGE = " limit :limit offset :skip";

    static SubmissionRows in(Database database, SpaceSettings settings) {
        return database.rows(
                SubmissionRows.class,
                new Reading<>(Whole.class, Row.class, whole -> whole.row(settings)),
                new Reading<>(Whole.class, Submission.class, whole -> whole.submission(settings)));
    }

    /** A submission with what only this package may know. */
    record Row(Submission submission, Optional<WrappedKey> fileKey, List<String> inputs) {
        /** The wrapped key. */
        WrappedKey key() {
            return fileKey.orElseThrow(() -> new IllegalStateException("erased"));
        }
    }

    /** A row of the table. */
    record Whole(
            @Nested ScrubTask task,
            long seq,
            String submittedBy,
            Optional<UUID> corrects,
            State state,
            long readBytes,
            long readRows,
            Optional<Instant> settledAt,
            Optional<Instant> deliveredAt,
            Optional<Instant> downloadedAt,
            Optional<Instant> purgedAt,
            Optional<String> refusalCode,
            List<String> refusalArguments,
            Optional<String> report,
            @Nested Submission.Counts counts,
            Optional<String> certificate,
            Sent.Channel channel,
            Optional<Instant> recheckedAt,
            Optional<Submission.Scope> scope,
            @Nullable String holdKind,
            @Nullable String holdFigures,
            Optional<Instant> heldAt,
            Optional<WrappedKey> fileKey,
            List<String> inputs) {
        Row row(SpaceSettings settings) {
            return new Row(submission(settings), fileKey, inputs);
        }

        Submission submission(SpaceSettings settings) {
            boolean hasFiles = fileKey.isPresent() && (state == State.READY || state == State.DELIVERED);
            return new Submission(
                    task.id(),
                    seq,
                    task.company(),
                    task.principal(),
                    submittedBy,
                    task.fileName(),
                    task.receivedAt(),
                    task.size(),
                    task.sha256(),
                    corrects,
                    task.options(),
                    state,
                    readBytes,
                    readRows,
                    settledAt,
                    deliveredAt,
                    purgedAt,
                    refusalCode.map(code -> new Refusal.Stored(code, refusalArguments)),
                    report,
                    counts,
                    certificate,
                    fileKey.isPresent() && !inputs.isEmpty(),
                    hasFiles ? settledAt.map(at -> filesUntil(at, settings)) : Optional.empty(),
                    task.campaign(),
                    channel,
                    task.campaignId(),
                    recheckedAt,
                    scope.orElseGet(this::scopeToCome),
                    state == State.HELD ? Hold.read(holdKind, holdFigures).map(this::held) : Optional.empty());
        }

        private Instant filesUntil(Instant settled, SpaceSettings settings) {
            Instant atMost = LegalCalendar.daysAfter(settled, settings.daysAtMost());
            Instant soon = deliveredAt
                    .map(at -> downloadedAt.orElse(at).plus(Duration.ofHours(settings.hoursAfterDownload())))
                    .orElse(atMost);
            return soon.isBefore(atMost) ? soon : atMost;
        }

        /** Not written down before there is an answer: until then it is what the answer would say. */
        private Submission.Scope scopeToCome() {
            boolean open =
                    state == State.RECEIVED || state == State.CHECKING || state == State.HELD || state == State.REFUSED;
            return open && task.campaignId().isPresent() ? Submission.Scope.LAW : Submission.Scope.LIST;
        }

        private Submission.Held held(Hold hold) {
            return new Submission.Held(
                    hold, heldAt.orElseThrow(), task.receivedAt().plus(Hold.MAX_DURATION));
        }
    }

    @SqlQuery(OF_COMPANY)
    Optional<Row> find(UUID company, UUID id);

    /** The same, locked until the transaction ends. */
    @SqlQuery(OF_COMPANY + " for update")
    Optional<Row> lock(UUID company, UUID id);

    @SqlQuery("select * from accounts.submission where company = :company and seq < :before and " + FOUND
            + " order by seq desc limit :limit")
    List<Submission> list(UUID company, Submission.Search search, long before, int limit);

    default List<Submission> browse(
            UUID company, Submission.Search search, Submission.Search.Order order, long skip, int limit) {
        return switch (order) {
            case NEWEST -> newest(company, search, skip, limit);
            case OLDEST -> oldest(company, search, skip, limit);
            case NAME -> byName(company, search, skip, limit);
            case LINES -> longest(company, search, skip, limit);
        };
    }

    @SqlQuery(BROWSED + "seq desc" + PAGE)
    List<Submission> newest(UUID company, Submission.Search search, long skip, int limit);

    @SqlQuery(BROWSED + "seq" + PAGE)
    List<Submission> oldest(UUID company, Submission.Search search, long skip, int limit);

    @SqlQuery(BROWSED + "lower(file_name), seq desc" + PAGE)
    List<Submission> byName(UUID company, Submission.Search search, long skip, int limit);

    @SqlQuery(BROWSED + "rows desc, seq desc" + PAGE)
    List<Submission> longest(UUID company, Submission.Search search, long skip, int limit);

    /** Those that have a certificate and were settled in a period, the oldest first. */
    @SqlQuery("""
            select * from accounts.submission
            where company = :company and settled_at >= :from and settled_at < :until and certificate is not null
            order by seq limit :limit
            """)
    List<Submission> certified(UUID company, Instant from, Instant until, int limit);

    /** The latest check of each file since then whose callable lines somebody has or can have; the oldest first. */
    @SqlQuery("""
            select * from (select distinct on (principal, file_name) * from accounts.submission
                where company = :company and coalesce(rechecked_at, settled_at) >= :since
                and (state in ('READY', 'DELIVERED') or (state = 'PURGED' and delivered_at is not null))
                order by principal, file_name, settled_at desc) latest
            order by coalesce(rechecked_at, settled_at), seq
            """)
    List<Submission> holding(UUID company, Instant since);

    @SqlQuery("select * from accounts.submission where corrects = :id and company = :company order by seq desc limit 1")
    Optional<Submission> correcting(UUID company, UUID id);

    /** A submission of any company whose returned files are kept. */
    @SqlQuery("""
            select * from accounts.submission
            where id = :id and file_key is not null and state in ('READY', 'DELIVERED')
            """)
    Optional<Row> withFiles(UUID id);

    /** The names of a file as it was sent, in the vault. */
    @SqlQuery("select unnest(inputs) from accounts.submission where id = :id")
    List<String> inputs(UUID id);

    @SqlUpdate("""
            update accounts.submission set state = 'DELIVERED', delivered_at = :at
            where id = :id and state in (
            """ + State.BEFORE_DELIVERED + ")")
    boolean deliver(UUID id, Instant at);

    /** A returned file was downloaded, or a part of it. */
    @SqlUpdate("update accounts.submission set downloaded_at = :at where id = :id")
    void downloaded(UUID id, Instant at);

    /** Forgets the key and names of the files; what was counted stays. A refused submission stays refused. */
    default boolean erase(UUID id, Instant at, ReturnedRows returned) {
        returned.forget(id);
        return erase(id, at);
    }

    @SqlUpdate("""
            update accounts.submission
            set file_key = null, inputs = '{}', purged_at = :at, state = case when state = 'REFUSED' then state else 'PURGED' end
            where id = :id and file_key is not null and state in ('REFUSED',
            """ + State.BEFORE_PURGED + ")")
    boolean erase(UUID id, Instant at);

    @SqlUpdate("delete from accounts.submission_download where submission = any(:old)")
    void forgetDownloads(List<UUID> old);

    @SqlUpdate("delete from accounts.submission where id = any(:old)")
    void forget(List<UUID> old);

    @SqlUpdate("delete from accounts.download_stop where lifted_at < :liftedBefore")
    int forgetStops(Instant liftedBefore);

    /** How many files of a company are held, by principal. */
    @SqlQuery("""
            select principal, count(*) as files from accounts.submission
            where company = :company and state = 'HELD' group by principal
            """)
    @KeyColumn("principal")
    @ValueColumn("files")
    Map<UUID, Long> held(UUID company);

    /** Those of some companies that a submission names, as its sender or as the principal. */
    @SqlQuery("""
            select id from unnest(:companies) as asked (id)
            where exists (select from accounts.submission s where asked.id in (s.company, s.principal))
            """)
    Set<UUID> named(Collection<UUID> companies);

    /** The two latest checks of each file of a campaign. */
    @SqlQuery("""
            select * from (select s.*, row_number() over (partition by file_name order by settled_at desc,
                seq desc) as place from accounts.submission s where campaign_id = :campaign and
            """ + CHECKED + ") ranked where place <= 2 order by place, coalesce(rechecked_at, settled_at), seq")
    List<Submission> latestOf(UUID campaign);

    /** When the check of each campaign was made that ends first, by the campaign. */
    @SqlQuery("""
            select campaign_id, min(at) as at
            from (select campaign_id, max(coalesce(rechecked_at, settled_at)) as at from accounts.submission s
                where campaign_id = any(:campaigns) and
            """ + CHECKED + " group by campaign_id, file_name) files group by campaign_id")
    @KeyColumn("campaign_id")
    @ValueColumn("at")
    Map<UUID, Instant> oldestChecks(Collection<UUID> campaigns);

    @SqlQuery("""
            select distinct campaign_id from accounts.submission
            where campaign_id is not null and settled_at is not null and left_at is null
            """)
    List<UUID> campaigns();

    @SqlQuery("select * from accounts.submission where campaign_id = :campaign order by seq desc limit :most")
    List<Submission> sent(UUID campaign, int most);

    @SqlUpdate("""
            update accounts.submission set left_at = :now
            where campaign_id = :campaign and left_at is null and state in ('READY', 'DELIVERED', 'PURGED')
                and file_name = (select file_name from accounts.submission where id = :submission
                and campaign_id = :campaign)
            """)
    boolean leave(UUID campaign, UUID submission, Instant now);

    @SqlUpdate("update accounts.submission set rechecked_at = :now where id = any(:submissions)")
    void rechecked(Collection<UUID> submissions, Instant now);

    /** Submissions with files whose time is over, and refused ones. */
    @SqlQuery("""
            select id from accounts.submission
            where file_key is not null and ((state in ('READY', 'DELIVERED')
                and (settled_at <= :settledBefore or (state = 'DELIVERED' and downloaded_at <= :downloadedBefore)))
                or (state = 'REFUSED' and input_until <= :now))
            """)
    List<UUID> resultsDue(Instant now, Instant settledBefore, Instant downloadedBefore);

    /** Forgets files as they were sent: once their result was downloaded, or their day is over; returns whose. */
    @SqlQuery("""
            update accounts.submission set inputs = '{}'
            where cardinality(inputs) > 0 and state in ('READY', 'DELIVERED')
                and (state = 'DELIVERED' or (state = 'READY' and input_until <= :now))
            returning id
            """)
    List<UUID> forgetInputs(Instant now);

    /** Submissions of which nothing may be asked any more; locked. */
    @SqlQuery("""
            select id from accounts.submission
            where received_at <= :receivedBefore and file_key is null and state in ('PURGED', 'REFUSED')
            for update
            """)
    List<UUID> old(Instant receivedBefore);
}
