package org.openbloctel.registry.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.scrubbing.Returned;

/**
 * Counts downloads, and stops them when a company's are out of all proportion: what was stolen from such a service once were not
 * lists but the returned files that lay in one company's space. A stop holds until the operator lifts it.
 */
public final class Downloads {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final InstantSource clock;
    private final SpaceSettings settings;
    private final Alarm alarm;

    Downloads(Database database, InstantSource clock, SpaceSettings settings, Alarm alarm) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.alarm = alarm;
    }

    /**
     * A company that may download nothing for now.
     *
     * @param files downloads in the hour before
     * @param lines lines in the day before
     */
    public record Stop(UUID company, Instant at, int files, long lines) {}

    /**
     * Counts a download, and does in the same transaction what goes with it.
     *
     * @throws RefusedException when downloads are stopped, or this one is what stops them
     */
    <T> T count(UUID company, Returned.Kind kind, String actor, Submission submission, Supplier<T> rest) {
        long lines = lines(submission, kind);
        Optional<T> done = database.inAccounts(() -> {
            lockCompany(company);
            if (stoppedSince(company).isPresent() || stop(company, submission, lines)) {
                return Optional.<T>empty();
            }
            database.accounts()
                    .sql("""
                            insert into accounts.submission_download (submission, company, kind, actor, lines, at)
                            values (:submission, :company, :kind, :actor, :lines, :now)
                            """)
                    .param("submission", submission.id())
                    .param("company", company)
                    .param("kind", kind.label())
                    .param("actor", actor)
                    .param("lines", lines)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return Optional.of(rest.get());
        });
        return done.orElseThrow(() -> new RefusedException(new SubmissionRefusal.DownloadsStopped()));
    }

    /** Downloads of one company are counted one after the other. */
    private void lockCompany(UUID company) {
        database.accounts()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:toString, 60))")
                .param("toString", company.toString())
                .query(Integer.class)
                .single();
    }

    private static long lines(Submission submission, Returned.Kind kind) {
        Submission.Counts counts = submission.counts();
        return switch (kind) {
            case CALLABLE -> counts.callable();
            case OPPOSED -> counts.opposed();
            case FORBIDDEN -> counts.forbidden();
            case UNCHECKED -> counts.unchecked();
            case VERDICTS -> counts.rows();
        };
    }

    private boolean stop(UUID company, Submission submission, long more) {
        Instant now = clock.instant();
        Instant lifted = instant(
                        "select lifted_at as at from accounts.download_stop where company = :company and lifted_at is not null",
                        company)
                .orElse(Instant.EPOCH);
        int files = 1 + count(company, latest(now.minus(HOUR), lifted));
        long lines = more + lines(company, latest(now.minus(DAY), lifted));
        // One large file, taken in all its parts, is nothing unusual.
        long linesADay = Math.max(settings.linesADay(), 2 * submission.counts().rows());
        if (files <= settings.filesAnHour() && lines <= linesADay) {
            return false;
        }
        database.accounts()
                .sql("""
                        insert into accounts.download_stop (company, at, files, lines)
                        values (:company, :now, :files, :lines)
                        on conflict (company) do update set at = excluded.at, files = excluded.files, lines = excluded.lines,
                            lifted_at = null
                        """)
                .param("company", company)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("files", files)
                .param("lines", lines)
                .update();
        alarm.stopped(company, now, files, lines);
        return true;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private int count(UUID company, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.submission_download where company = :company and at > :since")
                .param("company", company)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private long lines(UUID company, Instant since) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(lines), 0) from accounts.submission_download
                        where company = :company and at > :since
                        """)
                .param("company", company)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Instant> stoppedSince(UUID company) {
        return instant("select at from accounts.download_stop where company = :company and lifted_at is null", company);
    }

    private Optional<Instant> instant(String sql, UUID company) {
        return database.accounts()
                .sql(sql)
                .param("company", company)
                .query((row, n) -> Columns.instant(row, "at"))
                .optional();
    }

    List<Stop> stops() {
        return database.accounts()
                .sql("select * from accounts.download_stop where lifted_at is null order by at desc")
                .query((row, n) -> new Stop(
                        row.getObject("company", UUID.class),
                        Columns.instant(row, "at"),
                        row.getInt("files"),
                        row.getLong("lines")))
                .list();
    }

    /** The stop goes, and what was counted before counts no more: the next download would stop it again. */
    void lift(UUID company) {
        database.accounts()
                .sql(
                        "update accounts.download_stop set lifted_at = :now where company = :company and lifted_at is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("company", company)
                .update();
    }

    /** Told when the downloads of a company were stopped, in that transaction: it writes to the company's owners. */
    @FunctionalInterface
    public interface Alarm {
        /** Far more was downloaded than usual. */
        void stopped(UUID company, Instant at, int files, long lines);
    }
}
