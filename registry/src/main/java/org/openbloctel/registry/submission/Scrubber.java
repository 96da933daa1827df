package org.openbloctel.registry.submission;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * fingerprints into the vault under names of this attempt. It publishes nothing. Text and gzip are read and written as
 * streams; an archive or workbook is read from its end, so it lies as a plain file in the work folder, which only the server's
 * user may enter, until the attempt is over.
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
    private Optional<Path> spool = Optional.empty();

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
    }

    /** What an attempt made. */
    record Made(ScrubReport report, List<SubmissionRows.StoredFile> files, CheckedNumbers.Sorted checked) {}

    /** Does it. */
    Made run() throws IOException {
        Submission submission = row.submission();
        ScrubReport report;
        try (CallFile file = open()) {
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
        try (CallFile first = open()) {
            header = FirstLines.of(first, layout, 0).header();
        }
        try (CallFile again = open()) {
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

    /** The file as it was sent. What has to be read from its end is laid in the work folder first. */
    private CallFile open() throws IOException {
        String name = row.submission().fileName();
        if (spool.isPresent()) {
            return CallFile.open(spool.get(), true);
        }
        BufferedInputStream in =
                new BufferedInputStream(vault.open(row.submission().id(), row.inputs(), key), 1 << 16);
        try {
            in.mark(8);
            byte[] head = in.readNBytes(4);
            in.reset();
            boolean zip = head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8;
            if (!zip) {
                return CallFile.open(in, name, true);
            }
            Path plain = lay(in);
            in.close();
            return CallFile.open(plain, true);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private Path lay(InputStream in) throws IOException {
        Path plain = Files.createTempFile(settings.work(), WorkFolder.PREFIX, ".zip");
        spool = Optional.of(plain);
        try (OutputStream out = Files.newOutputStream(plain)) {
            in.transferTo(out);
        }
        return plain;
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
        if (spool.isPresent()) {
            Files.deleteIfExists(spool.get());
        }
    }
}
