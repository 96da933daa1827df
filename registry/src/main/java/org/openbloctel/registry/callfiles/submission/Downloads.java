package org.openbloctel.registry.callfiles.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.accounts.company.CompanyAlarms;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * Counts downloads, and stops them when a company's are out of all proportion: what was stolen from such a service once were not
 * lists but the returned files that lay in one company's space. A stop holds until the operator lifts it.
 */
public final class Downloads {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final DownloadRows rows;
    private final Stops stops;
    private final InstantSource clock;
    private final SpaceSettings settings;
    private final Alarm alarm;

    Downloads(Database database, InstantSource clock, SpaceSettings settings, Alarm alarm) {
        this.database = database;
        this.rows = database.rows(DownloadRows.class);
        this.stops = new Stops(database);
        this.clock = clock;
        this.settings = settings;
        this.alarm = alarm;
    }

    /**
     * A company that may download nothing for now.
     *
     * @param files call files of which something was downloaded in the hour before
     * @param lines lines in the day before
     */
    public record Stop(UUID company, Instant at, int files, long lines) {}

    /**
     * Counts a download, and does in the same transaction what goes with it.
     *
     * @throws RefusedException when the guard stopped the company for this principal, its downloads are stopped, or this one is what stops them
     */
    <T> T count(UUID company, Returned.Kind kind, String actor, Submission submission, Supplier<T> rest) {
        long lines = lines(submission, kind);
        Optional<T> done = database.inAccounts(() -> {
            rows.lockCompany(company);
            if (stops.since(company, submission.principal()).isPresent()) {
                throw new RefusedException(new ListRefusal.LookupsStopped());
            }
            if (rows.stoppedSince(company).isPresent() || stop(company, submission, kind, lines)) {
                return Optional.<T>empty();
            }
            rows.insert(submission.id(), company, kind.label(), actor, lines, clock.instant());
            return Optional.of(rest.get());
        });
        return done.orElseThrow(() -> new RefusedException(new SubmissionRefusal.DownloadsStopped()));
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

    private boolean stop(UUID company, Submission submission, Returned.Kind kind, long more) {
        Instant now = clock.instant();
        Instant lifted = rows.liftedAt(company).orElse(Instant.EPOCH);
        int files = 1 + rows.others(company, submission.id(), latest(now.minus(HOUR), lifted));
        long lines = more + rows.lines(company, submission.id(), kind.label(), latest(now.minus(DAY), lifted));
        // One large file, taken in all its parts, is nothing unusual.
        long linesADay = Math.max(settings.linesADay(), 2 * submission.counts().rows());
        if (files <= settings.filesAnHour() && lines <= linesADay) {
            return false;
        }
        rows.stop(company, now, files, lines);
        alarm.stopped(company, now, files, lines);
        return true;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** Since when a company downloads nothing that was returned for a principal. */
    Optional<Instant> stoppedSince(UUID company, UUID principal) {
        return rows.stoppedSince(company).or(() -> stops.since(company, principal));
    }

    List<Stop> stops() {
        return rows.stops();
    }

    /** The stop goes, and what was counted before counts no more: the next download would stop it again. */
    void lift(UUID company) {
        rows.lift(company, clock.instant());
    }

    /** Told when the downloads of a company were stopped, in that transaction: it writes to the company's owners. */
    @FunctionalInterface
    public interface Alarm {
        /** Far more was downloaded than usual. */
        void stopped(UUID company, Instant at, int files, long lines);
    }

    /**
     * Tells of stopped downloads: the operator's people, who look and lift, and the company's owners, who may know better; and the
     * trail. In the transaction of the stop, so that there is no stop of which nobody was told.
     */
    public static final class AlarmMails implements Alarm {
        private final AuditTrail audit;
        private final CompanyAlarms mails;

        /** Writes to these. */
        public AlarmMails(AuditTrail audit, CompanyAlarms mails) {
            this.audit = audit;
            this.mails = mails;
        }

        @Override
        public void stopped(UUID company, Instant at, int files, long lines) {
            audit.record(new AuditEntry(
                    "system",
                    "submission.downloads-stopped",
                    "company:" + company,
                    Map.of("files", Integer.toString(files), "lines", Long.toString(lines))));
            mails.write(
                    company,
                    "alarm/downloads-of-company",
                    "alarm/downloads-stopped",
                    Map.of(
                            "id", company.toString(),
                            "at", at.toString(),
                            "files", Integer.toString(files),
                            "lines", Long.toString(lines)));
        }
    }
}
