package org.openbloctel.registry.calls.consent;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * Takes files of consents. Each line is judged alone: good ones are taken, each other one has its refusal. A file is read as it comes,
 * a thousand lines a transaction, fewer where they are long; what was taken of a file that was cut off stays, and is known when the file
 * comes again. The report holds lines and references, never a number. Thread-safe.
 */
public final class ConsentImports {
    /** Lines of one file. */
    public static final int MAX = 100_000;
    /** So long a report is kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 1_000;
    /** Bytes of a file that a batch may hold, beside the line that goes beyond: texts may be long. */
    private static final long BATCH_BYTES = 4L << 20;
    /** Characters of a reference in a report. */
    private final Database database;

    private final InstantSource clock;
    private final Consents consents;
    private final ConsentImportRows rows;

    /** Over this database. */
    public ConsentImports(Database database, InstantSource clock, Consents consents) {
        this.database = database;
        this.clock = clock;
        this.consents = consents;
        this.rows = database.rows(ConsentImportRows.class);
    }

    /** A file's lines in their order. */
    public record Report(List<KeptImport.Line> lines) {
        /** Copies the list. */
        public Report {
            lines = List.copyOf(lines);
        }

        /** Lines that were taken. */
        public int fresh() {
            return (int) lines.stream()
                    .filter(line -> line.code() == null && !line.known())
                    .count();
        }

        /** Lines that had been taken before. */
        public int known() {
            return (int) lines.stream().filter(KeptImport.Line::known).count();
        }

        /** Lines that were refused. */
        public int refused() {
            return (int) lines.stream().filter(line -> line.code() != null).count();
        }
    }

    /**
     * Takes a file.
     *
     * @param test whether a test key sends it: all is read, nothing is kept
     * @throws RefusedException for a file without its columns; nothing of it was taken
     */
    public Report take(UUID company, String actor, boolean test, InputStream in) throws IOException {
        ConsentFile file = ConsentFile.open(in);
        List<KeptImport.Line> report = new ArrayList<>();
        List<ConsentFile.Line> batch = new ArrayList<>(BATCH);
        KeptImport.Line last = null;
        long begun = file.bytes();
        try {
            for (ConsentFile.Line line = file.next(); line != null; line = file.next()) {
                if (report.size() + batch.size() == MAX) {
                    throw new RefusedException(new LawRefusal.TooManyLines(MAX));
                }
                batch.add(line);
                if (batch.size() == BATCH || file.bytes() - begun >= BATCH_BYTES) {
                    record(company, actor, test, batch, report);
                    begun = file.bytes();
                }
            }
        } catch (RefusedException stopped) {
            last = KeptImport.Line.refused(file.at(), null, stopped.refusal());
        }
        record(company, actor, test, batch, report);
        if (last != null) {
            report.add(last);
        }
        return new Report(report);
    }

    private void record(
            UUID company, String actor, boolean test, List<ConsentFile.Line> batch, List<KeptImport.Line> report) {
        List<Consents.Answer> answers = consents.record(
                company,
                actor,
                test,
                batch.stream().map(ConsentFile.Line::claim).toList());
        for (int i = 0; i < answers.size(); i++) {
            Consents.Answer answer = answers.get(i);
            int line = batch.get(i).number();
            Refusal refusal = answer.refusal();
            report.add(
                    refusal == null
                            ? new KeptImport.Line(
                                    line, answer.reference(), answer.id(), answer.known(), null, List.of())
                            : KeptImport.Line.refused(line, answer.reference(), refusal));
        }
        batch.clear();
    }

    /** Keeps a report, so that it can be fetched again; answers its id. */
    public UUID keep(UUID company, Report report) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.runInAccounts(() -> {
            rows.insert(new KeptImport(id, now, report.fresh(), report.known(), report.refused()), company);
            for (int from = 0; from < report.lines().size(); from += BATCH) {
                int to = Math.min(from + BATCH, report.lines().size());
                rows.insert(id, report.lines().subList(from, to));
            }
        });
        return id;
    }

    /** The reports of a company, the latest first. */
    public List<KeptImport> latest(UUID company, int most) {
        return rows.latest(company, most);
    }

    /** One of them. */
    public KeptImport kept(UUID company, UUID id) {
        return rows.find(company, id).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    /**
     * Its lines in their order.
     *
     * @param refused whether those that were refused are wanted alone
     */
    public List<KeptImport.Line> lines(KeptImport report, boolean refused, int most) {
        return rows.lines(report.id(), refused, most);
    }

    /** Forgets reports; answers how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(KEPT));
    }
}
