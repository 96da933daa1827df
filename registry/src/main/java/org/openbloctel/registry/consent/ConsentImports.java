package org.openbloctel.registry.consent;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

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
    private static final int MAX_REFERENCE_LENGTH = 100;

    private final Database database;
    private final InstantSource clock;
    private final Consents consents;

    /** Over this database. */
    public ConsentImports(Database database, InstantSource clock, Consents consents) {
        this.database = database;
        this.clock = clock;
        this.consents = consents;
    }

    /**
     * What became of a line.
     *
     * @param line its place in the file, from 1
     * @param reference the company's name for it, without what may be a number in it
     * @param id the consent's; null when it is none
     * @param known whether it was recorded before
     * @param code why it was refused; null when it was not
     * @param arguments what the refusal says beside
     */
    public record Line(
            int line,
            @Nullable String reference,
            @Nullable UUID id,
            boolean known,
            @Nullable String code,
            List<String> arguments) {
        /** Copies the list. */
        public Line {
            arguments = List.copyOf(arguments);
            reference = reference == null ? null : shown(reference);
        }

        /** A field that was taken for a reference may be anything, and a hundred thousand of them are held at once. */
        private static String shown(String reference) {
            String text = ConsentNews.masked(reference.replace("\0", ""));
            if (text.length() <= MAX_REFERENCE_LENGTH) {
                return text;
            }
            int end = MAX_REFERENCE_LENGTH - 1;
            return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
        }

        private static Line refused(int line, @Nullable String reference, Refusal refusal) {
            List<String> arguments =
                    Arrays.stream(refusal.arguments()).map(String::valueOf).toList();
            return new Line(line, reference, null, false, refusal.code(), arguments);
        }
    }

    /** A file's lines in their order. */
    public record Report(List<Line> lines) {
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
            return (int) lines.stream().filter(Line::known).count();
        }

        /** Lines that were refused. */
        public int refused() {
            return (int) lines.stream().filter(line -> line.code() != null).count();
        }
    }

    /**
     * A report that was kept.
     *
     * @param id its id
     * @param at when the file came
     * @param fresh lines that were taken
     * @param known lines that had been taken before
     * @param refused lines that were refused
     */
    public record Kept(UUID id, Instant at, int fresh, int known, int refused) {}

    /**
     * Takes a file.
     *
     * @param test whether a test key sends it: all is read, nothing is kept
     * @throws RefusedException for a file without its columns; nothing of it was taken
     */
    public Report take(UUID company, String actor, boolean test, InputStream in) throws IOException {
        ConsentFile file = ConsentFile.open(in);
        List<Line> report = new ArrayList<>();
        List<ConsentFile.Line> batch = new ArrayList<>(BATCH);
        Line last = null;
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
            last = Line.refused(file.at(), null, stopped.refusal());
        }
        record(company, actor, test, batch, report);
        if (last != null) {
            report.add(last);
        }
        return new Report(report);
    }

    private void record(UUID company, String actor, boolean test, List<ConsentFile.Line> batch, List<Line> report) {
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
                            ? new Line(line, answer.reference(), answer.id(), answer.known(), null, List.of())
                            : Line.refused(line, answer.reference(), refusal));
        }
        batch.clear();
    }

    /** Keeps a report, so that it can be fetched again; answers its id. */
    public UUID keep(UUID company, Report report) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.runInAccounts(() -> {
            database.accounts()
                    .sql("insert into accounts.consent_import (id, company, taken_at, fresh, known, refused)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(id, company, now.atOffset(ZoneOffset.UTC), report.fresh(), report.known(), report.refused())
                    .update();
            for (int from = 0; from < report.lines().size(); from += BATCH) {
                int to = Math.min(from + BATCH, report.lines().size());
                keep(id, report.lines().subList(from, to));
            }
        });
        return id;
    }

    private void keep(UUID id, List<Line> lines) {
        database.accounts()
                .sql(
                        "insert into accounts.consent_import_line (import, line, reference, consent, known, code, arguments)"
                                + " select :id, l, r, c, k, o, string_to_array(a, chr(31)) from unnest(cast(:lines as int[]),"
                                + " cast(:references as text[]), cast(:consents as uuid[]), cast(:known as boolean[]),"
                                + " cast(:codes as text[]), cast(:arguments as text[])) as u (l, r, c, k, o, a)")
                .param("id", id)
                .param("lines", lines.stream().map(Line::line).toArray(Integer[]::new))
                .param("references", lines.stream().map(Line::reference).toArray(String[]::new))
                .param(
                        "consents",
                        lines.stream()
                                .map(line ->
                                        line.id() == null ? null : line.id().toString())
                                .toArray(String[]::new))
                .param("known", lines.stream().map(Line::known).toArray(Boolean[]::new))
                .param("codes", lines.stream().map(Line::code).toArray(String[]::new))
                .param(
                        "arguments",
                        lines.stream()
                                .map(line -> String.join("\u001f", line.arguments()))
                                .toArray(String[]::new))
                .update();
    }

    /** The reports of a company, the latest first. */
    public List<Kept> latest(UUID company, int most) {
        return database.accounts()
                .sql("select * from accounts.consent_import where company = ? order by taken_at desc, id limit ?")
                .params(company, most)
                .query(ConsentImports::kept)
                .list();
    }

    /** One of them. */
    public Kept kept(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.consent_import where company = ? and id = ?")
                .params(company, id)
                .query(ConsentImports::kept)
                .optional()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    /**
     * Its lines in their order.
     *
     * @param refused whether those that were refused are wanted alone
     */
    public List<Line> lines(Kept report, boolean refused, int most) {
        return database.accounts()
                .sql("select * from accounts.consent_import_line where import = ?"
                        + (refused ? " and code is not null" : "") + " order by line, reference limit ?")
                .params(report.id(), most)
                .query(ConsentImports::line)
                .list();
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                Columns.instant(row, "taken_at"),
                row.getInt("fresh"),
                row.getInt("known"),
                row.getInt("refused"));
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                row.getInt("line"),
                row.getString("reference"),
                Optional.ofNullable(row.getObject("consent", UUID.class)).orElse(null),
                row.getBoolean("known"),
                row.getString("code"),
                Columns.texts(row, "arguments"));
    }

    /** Forgets reports; answers how many. */
    public int forget() {
        return database.accounts()
                .sql("delete from accounts.consent_import where taken_at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
