package org.openbloctel.registry.submission;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.OppositionList;

/**
 * One attempt at one submission: reads its file from its place, scrubs it by one list, writes the four returned files there
 * under names of this attempt, and tells the numbers of each line. It publishes nothing. Files are read and written as streams; see
 * {@link SentFile} for what cannot be.
 */
final class Scrubber implements Closeable {
    private final Place place;
    private final Settings settings;
    private final Workbooks workbooks;
    private final Work work;
    private final OppositionList list;
    private final Tracker tracker;
    private final Map<FileKind, ResultFile> files = new EnumMap<>(FileKind.class);
    private final LineNumbers checked;
    private final SentFile sent;

    Scrubber(Place place, Settings settings, Workbooks workbooks, Work work, Tracker tracker) {
        this.place = place;
        this.settings = settings;
        this.workbooks = workbooks;
        this.work = work;
        this.list = work.list();
        this.tracker = tracker;
        this.checked = work.checked();
        this.sent = new SentFile(settings, work.submission().fileName(), place::sent);
    }

    /** Where the file lies, and where the returned ones go. */
    interface Place {
        /** The file as it was sent, from its beginning. */
        InputStream sent() throws IOException;

        /** A new file, in place of what an earlier try left under that name. */
        OutputStream create(String name) throws IOException;
    }

    /**
     * What is to be done.
     *
     * @param attempt the number under which it is done
     * @param checked told of the numbers of each line
     * @param list by which all of it is judged
     */
    record Work(Submission submission, int attempt, LineNumbers checked, OppositionList list) {}

    /** What a returned file of an attempt is called in its place. */
    static String name(FileKind kind, int attempt) {
        return kind.label() + "-" + attempt;
    }

    /** What an attempt made. */
    record Made(ScrubReport report, List<SubmissionRows.StoredFile> files, CheckedNumbers.Sorted checked) {}

    /** Does it. */
    Made run() throws IOException {
        Submission submission = work.submission();
        ScrubReport report;
        try (CallFile file = sent.open(true)) {
            report = file.container() == Container.WORKBOOK ? workbook(file) : text(file);
        }
        if (!report.sha256().equals("sha256:" + submission.sha256())) {
            throw new IllegalStateException("what was read is not what was sent");
        }
        List<SubmissionRows.StoredFile> stored = new ArrayList<>();
        Map<Verdict, String> digests = new EnumMap<>(Verdict.class);
        for (Map.Entry<FileKind, ResultFile> file : files.entrySet()) {
            stored.add(file.getValue().finish(file.getKey()));
        }
        files.clear();
        for (Verdict verdict : Verdict.values()) {
            digests.put(verdict, "sha256:" + stored.get(verdict.ordinal()).sha256());
        }
        return new Made(named(report, submission.fileName()).withOutputs(digests), stored, checked.sorted());
    }

    private ScrubReport text(CallFile file) throws IOException {
        Layout layout = file.layout(work.submission().options(), list.plan());
        begin(file.container(), file.entryName());
        ScrubOptions options = new ScrubOptions(settings.threads(), true, ScrubOptions.CHUNK_BYTES);
        List<ResultFile> returned = List.of(file(FileKind.CALLABLE), file(FileKind.OPPOSED), file(FileKind.UNCHECKED));
        ScrubReport report = new Scrub(file, layout, list, options, returned, tracker).run();
        List<String> header;
        try (CallFile first = sent.open(true)) {
            header = FirstLines.of(first, layout, 0).header();
        }
        try (CallFile again = sent.open(true)) {
            VerdictLines lines = new VerdictLines(verdicts());
            new SecondReading(again, layout, list, checked, lines).run(header, tracker::check);
            lines.finish();
            lines.agreeWith(report);
        }
        return report;
    }

    private ScrubReport workbook(CallFile file) throws IOException {
        begin(Container.WORKBOOK, file.entryName());
        VerdictLines lines = new VerdictLines(verdicts());
        WorkbookRows rows = new WorkbookRows(list, checked, lines);
        ScrubReport report = workbooks.scrub(
                file.workbook(),
                work.submission().fileName(),
                list,
                work.submission().options(),
                verdict -> file(FileKind.of(verdict)).stream(),
                rows,
                tracker);
        lines.finish();
        lines.agreeWith(report);
        return report;
    }

    private void begin(Container container, String entryName) throws IOException {
        for (FileKind kind : FileKind.values()) {
            String name = name(kind, work.attempt());
            Container packed = kind == FileKind.VERDICTS ? Container.PLAIN : container;
            files.put(
                    kind,
                    new ResultFile(name, place.create(name), packed, ReturnedName.of(entryName, kind, container)));
        }
    }

    /** The file that grows out of nothing: a line of it may be thirty bytes for one of the call file's. */
    private OutputStream verdicts() {
        return new Bounded(file(FileKind.VERDICTS).stream(), settings.maxUnpackedBytes());
    }

    private ResultFile file(FileKind kind) {
        ResultFile file = files.get(kind);
        if (file == null) {
            throw new IllegalStateException("not begun");
        }
        return file;
    }

    /** The report under the name that the sender gave. */
    private static ScrubReport named(ScrubReport r, String name) {
        return new ScrubReport(
                name,
                r.sha256(),
                r.rows(),
                r.callable(),
                r.opposed(),
                r.unchecked(),
                r.uncheckedByReason(),
                r.layout(),
                r.list(),
                r.outputs(),
                r.firstUnchecked(),
                r.millis());
    }

    @Override
    public void close() throws IOException {
        try (sent) {
            for (ResultFile file : files.values()) {
                file.abandon();
            }
        }
    }
}
