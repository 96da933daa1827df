package org.openbloctel.registry.callfiles.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.openbloctel.registry.callfiles.intake.LayoutColumns;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.ReturnedRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The table of submissions as companies see and search it; the work on it has its own statements. */
final class SubmissionRows {
    private static final String CHECKED = """
            settled_at is not null and state in ('READY', 'DELIVERED', 'PURGED') and left_at is null
                and not exists (select from accounts.submission c where c.corrects = s.id)
            """;

    private final Database database;
    private final SpaceSettings settings;
    private final ReturnedRows returned;

    SubmissionRows(Database database, SpaceSettings settings) {
        this.database = database;
        this.settings = settings;
        this.returned = new ReturnedRows(database);
    }

    /** A submission with what only this package may know. */
    record Row(Submission submission, int attempt, Optional<WrappedKey> fileKey, List<String> inputs) {
        /** The wrapped key. */
        WrappedKey key() {
            return fileKey.orElseThrow(() -> new IllegalStateException("erased"));
        }
    }

    /** The company's own; for a campaign, its principal's too. */
    private static final String OF_COMPANY = """
            select * from accounts.submission
            where id = :id and (company = :company or (campaign_id is not null and principal = :company))
            """;

    Optional<Row> find(UUID company, UUID id) {
        return database.accounts()
                .sql(OF_COMPANY)
                .param("id", id)
                .param("company", company)
                .query(this::row)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Row> lock(UUID company, UUID id) {
        return database.accounts()
                .sql(OF_COMPANY + " for update")
                .param("id", id)
                .param("company", company)
                .query(this::row)
                .optional();
    }

    List<Submission> list(UUID company, Submission.Search search, long before, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission
                        where company = :company and seq < :before and (:state = '' or state = :state)
                            and (:text = '' or position(lower(:text) in lower(file_name)) > 0)
                        order by seq desc limit :limit
                        """)
                .param("company", company)
                .param("before", before)
                .param("state", search.state().map(State::name).orElse(""))
                .param("text", search.text())
                .param("limit", limit)
                .query((row, n) -> row(row, n).submission())
                .list();
    }

    List<Submission> browse(
            UUID company, Submission.Search search, Submission.Search.Order order, long skip, int limit) {
        String by = switch (order) {
            case NEWEST -> "seq desc";
            case OLDEST -> "seq";
            case NAME -> "lower(file_name), seq desc";
            case LINES -> "rows desc, seq desc";
        };
        return database.accounts()
                .sql("""
                        select * from accounts.submission
                        where company = :company and (:state = '' or state = :state)
                            and (:text = '' or position(lower(:text) in lower(file_name)) > 0)
                        order by
                        """ + by + " limit :limit offset :skip")
                .param("company", company)
                .param("state", search.state().map(State::name).orElse(""))
                .param("text", search.text())
                .param("limit", limit)
                .param("skip", skip)
                .query((row, n) -> row(row, n).submission())
                .list();
    }

    /** Those that have a certificate and were settled in a period, the oldest first. */
    List<Submission> certified(UUID company, Instant from, Instant until, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission
                        where company = :company and settled_at >= :from and settled_at < :until
                            and certificate is not null
                        order by seq limit :limit
                        """)
                .param("company", company)
                .param("from", Columns.timestamp(from))
                .param("until", Columns.timestamp(until))
                .param("limit", limit)
                .query((row, n) -> row(row, n).submission())
                .list();
    }

    /** The latest check of each file since then whose callable lines somebody has or can have; the oldest first. */
    List<Submission> holding(UUID company, Instant since) {
        return database.accounts()
                .sql("""
                        select * from (select distinct on (principal, file_name) * from accounts.submission
                            where company = :company and coalesce(rechecked_at, settled_at) >= :since
                            and (state in ('READY', 'DELIVERED') or (state = 'PURGED' and delivered_at is not null))
                            order by principal, file_name, settled_at desc) latest
                        order by coalesce(rechecked_at, settled_at), seq
                        """)
                .param("company", company)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row(row, n).submission())
                .list();
    }

    Optional<Submission> correcting(UUID company, UUID id) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission where corrects = :id and company = :company
                        order by seq desc limit 1
                        """)
                .param("id", id)
                .param("company", company)
                .query((row, n) -> row(row, n).submission())
                .optional();
    }

    Instant queuedAt(UUID id) {
        return database.accounts()
                .sql("select coalesce(requeued_at, received_at) from accounts.submission where id = :id")
                .param("id", id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** A submission of any company whose returned files are kept. */
    Optional<Row> withFiles(UUID id) {
        return database.accounts().sql("""
                        select * from accounts.submission
                        where id = :id and file_key is not null and state in ('READY', 'DELIVERED')
                        """).param("id", id).query(this::row).optional();
    }

    /** The names of a file as it was sent, in the vault. */
    List<String> inputs(UUID id) {
        return database.accounts()
                .sql("select unnest(inputs) from accounts.submission where id = :id")
                .param("id", id)
                .query(String.class)
                .list();
    }

    boolean deliver(UUID id, Instant at) {
        return database.accounts()
                        .sql("""
                                update accounts.submission set state = 'DELIVERED', delivered_at = :at
                                where id = :id and state in (
                                """ + State.DELIVERED.sources() + ")")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A returned file was downloaded, or a part of it. */
    void downloaded(UUID id, Instant at) {
        database.accounts()
                .sql("update accounts.submission set downloaded_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Forgets the key and names of the files; what was counted stays. A refused submission stays refused. */
    boolean erase(UUID id, Instant at) {
        returned.forget(id);
        return database.accounts()
                        .sql("""
                                update accounts.submission
                                set file_key = null, inputs = '{}', purged_at = :at, state = case when state = 'REFUSED' then state
                                    else 'PURGED' end
                                where id = :id and file_key is not null and state in ('REFUSED',
                                """ + State.PURGED.sources() + ")")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    Row row(ResultSet row, int n) throws SQLException {
        byte[] key = row.getBytes("file_key");
        List<String> inputs = Columns.texts(row, "inputs");
        return new Row(
                submission(row, key != null, inputs),
                row.getInt("attempt"),
                Optional.ofNullable(key).map(WrappedKey::new),
                inputs);
    }

    private Submission submission(ResultSet row, boolean kept, List<String> inputs) throws SQLException {
        Optional<Instant> settled = Columns.optionalInstant(row, "settled_at");
        Optional<Instant> delivered = Columns.optionalInstant(row, "delivered_at");
        long revision = row.getLong("list_revision");
        OptionalLong listRevision = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(revision);
        State state = State.valueOf(row.getString("state"));
        Optional<Instant> downloaded = Columns.optionalInstant(row, "downloaded_at");
        boolean hasFiles = kept && (state == State.READY || state == State.DELIVERED);
        return new Submission(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("company", UUID.class),
                row.getObject("principal", UUID.class),
                row.getString("submitted_by"),
                row.getString("file_name"),
                Columns.instant(row, "received_at"),
                row.getLong("size"),
                row.getString("sha256"),
                Optional.ofNullable(row.getObject("corrects", UUID.class)),
                LayoutColumns.of(row),
                state,
                row.getLong("read_bytes"),
                row.getLong("read_rows"),
                settled,
                delivered,
                Columns.optionalInstant(row, "purged_at"),
                Optional.ofNullable(row.getString("refusal_code"))
                        .map(code -> new Refusal.Stored(code, refusalArguments(row))),
                Optional.ofNullable(row.getString("report")),
                new Submission.Counts(
                        row.getLong("rows"),
                        row.getLong("callable"),
                        row.getLong("opposed"),
                        row.getLong("forbidden"),
                        row.getLong("unchecked"),
                        row.getLong("charged_lines"),
                        listRevision),
                Optional.ofNullable(row.getString("certificate")),
                kept && !inputs.isEmpty(),
                hasFiles ? settled.map(at -> filesUntil(at, delivered, downloaded)) : Optional.empty(),
                Optional.ofNullable(row.getString("campaign")),
                Sent.Channel.of(row.getString("channel")).orElseThrow(),
                Optional.ofNullable(row.getObject("campaign_id", UUID.class)),
                Columns.optionalInstant(row, "rechecked_at"),
                scope(row, state),
                state == State.HELD ? Optional.of(held(row)) : Optional.empty());
    }

    private Instant filesUntil(Instant settled, Optional<Instant> delivered, Optional<Instant> downloaded) {
        Instant atMost = LegalCalendar.daysAfter(settled, settings.daysAtMost());
        Instant soon = delivered
                .map(at -> downloaded.orElse(at).plus(Duration.ofHours(settings.hoursAfterDownload())))
                .orElse(atMost);
        return soon.isBefore(atMost) ? soon : atMost;
    }

    /** Not written down before there is an answer: until then it is what the answer would say. */
    private static Submission.Scope scope(ResultSet row, State state) throws SQLException {
        String written = row.getString("scope");
        if (written != null) {
            return Submission.Scope.of(written);
        }
        boolean open =
                state == State.RECEIVED || state == State.CHECKING || state == State.HELD || state == State.REFUSED;
        return open && row.getObject("campaign_id") != null ? Submission.Scope.LAW : Submission.Scope.LIST;
    }

    private static Submission.Held held(ResultSet row) throws SQLException {
        return new Submission.Held(
                Hold.read(row.getString("hold_kind"), row.getString("hold_figures")),
                Columns.instant(row, "held_at"),
                Columns.instant(row, "received_at").plus(Hold.MAX_DURATION));
    }

    private static List<String> refusalArguments(ResultSet row) {
        try {
            return Columns.texts(row, "refusal_arguments");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void forgetDownloads(List<UUID> old) {
        database.accounts()
                .sql("delete from accounts.submission_download where submission = any(:old)")
                .param("old", old.toArray(UUID[]::new))
                .update();
    }

    void forget(List<UUID> old) {
        database.accounts()
                .sql("delete from accounts.submission where id = any(:old)")
                .param("old", old.toArray(UUID[]::new))
                .update();
    }

    int forgetStops(Instant liftedBefore) {
        return database.accounts()
                .sql("delete from accounts.download_stop where lifted_at < :liftedAt")
                .param("liftedAt", liftedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many files of a company are held, by principal. */
    Map<UUID, Long> held(UUID company) {
        Map<UUID, Long> held = new HashMap<>();
        database.accounts().sql("""
                        select principal, count(*) as files from accounts.submission
                        where company = :company and state = 'HELD' group by principal
                        """).param("company", company).query((RowCallbackHandler)
                row -> held.put(row.getObject("principal", UUID.class), row.getLong("files")));
        return held;
    }

    /** The two latest checks of each file of a campaign. */
    List<Submission> latestOf(UUID campaign) {
        return database.accounts()
                .sql("""
                        select * from (select s.*, row_number() over (partition by file_name order by settled_at desc,
                            seq desc) as place from accounts.submission s where campaign_id = :campaign and
                        """ + CHECKED
                        + ") ranked where place <= 2 order by place, coalesce(rechecked_at, settled_at), seq")
                .param("campaign", campaign)
                .query((row, n) -> row(row, n).submission())
                .list();
    }

    void coveredUntil(Collection<UUID> campaigns, RowCallbackHandler each) {
        database.accounts()
                .sql("""
                        select campaign_id, min(at) as at
                        from (select campaign_id, max(coalesce(rechecked_at, settled_at)) as at from accounts.submission s
                            where campaign_id = any(:campaigns) and
                        """ + CHECKED + " group by campaign_id, file_name) files group by campaign_id")
                .param("campaigns", campaigns.toArray(UUID[]::new))
                .query(each);
    }

    List<UUID> campaigns() {
        return database.accounts().sql("""
                        select distinct campaign_id from accounts.submission
                        where campaign_id is not null and settled_at is not null and left_at is null
                        """).query(UUID.class).list();
    }

    List<Submission> sent(UUID campaign, int most) {
        return database.accounts()
                .sql("select * from accounts.submission where campaign_id = :campaign order by seq desc limit :most")
                .param("campaign", campaign)
                .param("most", most)
                .query((row, n) -> row(row, n).submission())
                .list();
    }

    int leave(UUID campaign, UUID submission, Instant now) {
        return database.accounts()
                .sql("""
                                update accounts.submission set left_at = :now
                                where campaign_id = :campaign and left_at is null and state in ('READY', 'DELIVERED', 'PURGED')
                                    and file_name = (select file_name from accounts.submission where id = :id
                                    and campaign_id = :campaign)
                                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("campaign", campaign)
                .param("id", submission)
                .update();
    }

    void rechecked(Collection<UUID> submissions, Instant now) {
        database.accounts()
                .sql("update accounts.submission set rechecked_at = :now where id = any(:submissions)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("submissions", submissions.toArray(UUID[]::new))
                .update();
    }

    /** Submissions with files whose time is over, and refused ones. */
    List<UUID> resultsDue(Instant now, Instant settledBefore, Instant downloadedBefore) {
        return database.accounts()
                .sql("""
                        select id from accounts.submission
                        where file_key is not null and ((state in ('READY', 'DELIVERED')
                            and (settled_at <= :atMost or (state = 'DELIVERED' and downloaded_at <= :downloaded)))
                            or (state = 'REFUSED' and input_until <= :now))
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("atMost", settledBefore.atOffset(ZoneOffset.UTC))
                .param("downloaded", downloadedBefore.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** Forgets files as they were sent: once their result was downloaded, or their day is over; returns whose. */
    List<UUID> forgetInputs(Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.submission set inputs = '{}'
                        where cardinality(inputs) > 0 and state in ('READY', 'DELIVERED')
                            and (state = 'DELIVERED' or (state = 'READY' and input_until <= :now))
                        returning id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** Submissions of which nothing may be asked any more; locked. */
    List<UUID> old(Instant receivedBefore) {
        return database.accounts()
                .sql("""
                        select id from accounts.submission
                        where received_at <= :old and file_key is null and state in ('PURGED', 'REFUSED')
                        for update
                        """)
                .param("old", receivedBefore.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }
}
