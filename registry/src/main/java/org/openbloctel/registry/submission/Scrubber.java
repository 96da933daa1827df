package org.openbloctel.registry.submission;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.OppositionList;

/**
 * One attempt at one submission: reads its file from the vault, scrubs it by one list, writes the four returned files and the
 * fingerprints into the vault under names of this attempt. It publishes nothing. Files are read and written as streams; see
 * {@link SentFile} for what cannot be.
 */
final class Scrubber implements Closeable {
    private final Vault vault;
    private final Settings settings;
    private final Workbooks workbooks;
    private final SubmissionRows.Row row;
    private final byte[] key;
    private final OppositionList list;
    private final Tracker tracker;
    private final Map<FileKind, ResultFile> files = new EnumMap<>(FileKind.class);
    private final CheckedNumbers checked;
    private final SentFile sent;

    Scrubber(
            Vault vault,
            Settings settings,
            Workbooks workbooks,
            MasterKeys master,
            SubmissionRows.Row row,
            byte[] fingerprintKey,
            OppositionList list,
            Tracker tracker) {
        this.vault = vault;
        this.settings = settings;
        this.workbooks = workbooks;
        this.row = row;
        this.key = row.key().open(row.submission().id(), master);
        this.list = list;
        this.tracker = tracker;
        this.checked = new CheckedNumbers(fingerprintKey);
        this.sent = new SentFile(
                settings.work(),
                row.submission().fileName(),
                () -> vault.open(row.submission().id(), row.inputs(), key));
    }

    /** What an attempt made. */
    record Made(ScrubReport report, List<SubmissionRows.StoredFile> files, CheckedNumbers.Sorted checked) {}

    /** Does it. */
    Made run() throws IOException {
        Submission submission = row.submission();
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
        for (Verdict verdict : Verdict.values()) {
            digests.put(verdict, "sha256:" + stored.get(verdict.ordinal()).sha256());
        }
        return new Made(named(report, submission.fileName()).withOutputs(digests), stored, checked.sorted());
    }

    private ScrubReport text(CallFile file) throws IOException {
        Layout layout = file.layout(row.submission().options(), list.plan());
        begin(file.container(), file.entryName());
        ScrubOptions options = new ScrubOptions(settings.threads(), true, ScrubOptions.CHUNK_BYTES);
        List<ResultFile> returned = List.of(file(FileKind.CALLABLE), file(FileKind.OPPOSED), file(FileKind.UNCHECKED));
        ScrubReport report = new Scrub(file, layout, list, options, returned, tracker).run();
        List<String> header;
        try (CallFile first = sent.open(true)) {
            header = FirstLines.of(first, layout, 0).header();
        }
        try (CallFile again = sent.open(true)) {
            VerdictLines lines = new VerdictLines(file(FileKind.VERDICTS).stream());
            new SecondReading(again, layout, list, checked, lines).run(header, tracker::check);
            lines.finish();
            lines.agreeWith(report);
        }
        return report;
    }

    private ScrubReport workbook(CallFile file) throws IOException {
        begin(Container.WORKBOOK, file.entryName());
        VerdictLines lines = new VerdictLines(file(FileKind.VERDICTS).stream());
        WorkbookRows rows = new WorkbookRows(list, checked, lines);
        ScrubReport report = workbooks.scrub(
                file.workbook(),
                row.submission().fileName(),
                list,
                row.submission().options(),
                verdict -> file(FileKind.of(verdict)).stream(),
                rows,
                tracker);
        lines.finish();
        lines.agreeWith(report);
        return report;
    }

    private void begin(Container container, String entryName) throws IOException {
        for (FileKind kind : FileKind.values()) {
            String name = kind.label() + "-" + row.attempt();
            vault.delete(row.submission().id(), name);
            Container packed = kind == FileKind.VERDICTS ? Container.PLAIN : container;
            files.put(
                    kind,
                    new ResultFile(
                            name,
                            vault.create(row.submission().id(), name, key),
                            packed,
                            ReturnedName.of(entryName, kind, container)));
        }
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
        sent.close();
    }
}
