package org.openbloctel.registry.callfiles.scrubbing;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;

/**
 * One attempt at one submission: reads its file from its place, scrubs it by one list, writes the returned files there under names of
 * this attempt, and tells the numbers of each line. A file of a campaign is read once before, for its numbers, which are judged all at
 * once. It publishes nothing. Files are read and written as streams; see {@link SentFile} for what cannot be.
 */
final class Scrubber implements Closeable {
    /** For a reading that gives nothing back. */
    private static final List<ReturnedFile> NOWHERE = Arrays.stream(Verdict.values())
            .map(verdict -> ReturnedFile.nowhere())
            .toList();

    private final Place place;
    private final ScrubSettings settings;
    private final Workbooks workbooks;
    private final Work work;
    private final OppositionList list;
    private final Tracker tracker;
    private final Map<Returned.Kind, ResultFile> files = new EnumMap<>(Returned.Kind.class);
    private final SentFile sent;
    private final List<Verdict> verdicts;
    private CampaignLaw.@Nullable Judged judged;

    /** Lets so many bytes through, and refuses the submission at the next one. Not thread-safe. */
    static final class Bounded extends FilterOutputStream {
        private final long most;
        private long written;

        Bounded(OutputStream out, long most) {
            super(out);
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            written += length;
            if (written > most) {
                throw new RefusedException(new SubmissionRefusal.UnpackedTooLarge(most >> 20));
            }
            out.write(bytes, from, length);
        }
    }

    Scrubber(Place place, ScrubSettings settings, Workbooks workbooks, Work work, Tracker tracker) {
        this.place = place;
        this.settings = settings;
        this.workbooks = workbooks;
        this.work = work;
        this.list = work.list();
        this.tracker = tracker;
        this.verdicts = work.law().isPresent() ? List.of(Verdict.values()) : Verdict.BY_LIST;
        this.sent = new SentFile(settings, work.task().fileName(), place::sent);
    }

    /** Where the file lies, and where the returned ones go. */
    interface Place {
        /** The file as it was sent, from its beginning. */
        InputStream sent() throws IOException;

        /** Whether the file is one piece, of which nothing can be read that is not authentic and in its place. */
        boolean isOfOnePiece();

        /** A new file, in place of what an earlier try left under that name. */
        OutputStream create(String name) throws IOException;
    }

    /**
     * What is to be done.
     *
     * @param attempt the number under which it is done
     * @param late columns in which an earlier reading found phone numbers without their zero
     * @param takers told of the numbers
     * @param list by which all of it is judged
     * @param published that list as others may read of it
     * @param law what judges the numbers of a campaign's file; empty where the list alone decides
     * @param seal to which keys the returned files are sealed; empty where nobody who receives them has a key
     */
    record Work(
            ScrubTask task,
            int attempt,
            List<Integer> late,
            NumberTakers takers,
            OppositionList list,
            UnaryOperator<ScrubReport.ListUsed> published,
            Optional<CampaignLaw> law,
            Optional<Seal> seal) {
        private LayoutOptions options() {
            return task.options().withLate(late);
        }
    }

    /** What a returned file of an attempt is called in its place. */
    static String name(Returned.Kind kind, int attempt) {
        return kind.label() + "-" + attempt;
    }

    /** Does it. */
    Made run() throws IOException {
        ScrubTask task = work.task();
        ScrubReport report;
        try (CallFile file = sent.open(true)) {
            boolean known = place.isOfOnePiece() && file.leaveDigest();
            report = file.container() == Container.WORKBOOK ? workbook(file) : text(file);
            report = known ? ofKnownDigest(report, file.consumed()) : report;
        }
        if (!report.sha256().equals("sha256:" + work.task().sha256())) {
            throw new IllegalStateException("what was read is not what was sent");
        }
        List<Returned.Stored> stored = new ArrayList<>();
        Map<Verdict, String> digests = new EnumMap<>(Verdict.class);
        for (Verdict verdict : verdicts) {
            Returned.Stored file = file(Returned.Kind.of(verdict)).finish(Returned.Kind.of(verdict));
            digests.put(verdict, "sha256:" + file.sha256());
            stored.add(file);
        }
        stored.add(file(Returned.Kind.VERDICTS).finish(Returned.Kind.VERDICTS));
        files.clear();
        ScrubReport.LawUsed law = judged == null ? null : judged.law();
        return new Made(
                report.named(task.fileName(), law)
                        .byList(work.published().apply(report.list()))
                        .withOutputs(digests),
                stored,
                work.takers().checked().sorted(),
                work.takers().asked(),
                work.takers().traced(),
                list);
    }

    /** One piece of the vault was digested when it was written, and is authenticated from its beginning to its end when it is read. */
    private ScrubReport ofKnownDigest(ScrubReport report, long read) {
        if (read != work.task().size()) {
            throw new IllegalStateException("what was read is not as long as what was sent");
        }
        return report.digested("sha256:" + work.task().sha256());
    }

    private ScrubReport text(CallFile file) throws IOException {
        Layout layout = file.layout(work.options(), list.plan());
        ScrubOptions options = new ScrubOptions(settings.threads(), true, ScrubOptions.CHUNK_BYTES);
        Ruling ruling = null;
        if (work.law().isPresent()) {
            FileNumbers numbers = new FileNumbers();
            try (CallFile before = sent.open(false)) {
                new Scrub(before, layout, list, numbers, options, NOWHERE, (bytes, rows) -> tracker.check()).run();
            }
            ruling = ruling(numbers);
        }
        begin(file.container(), file.entryName());
        List<ResultFile> returned =
                verdicts.stream().map(Returned.Kind::of).map(this::file).toList();
        VerdictLines lines = new VerdictLines(verdicts(), work.law().isPresent());
        ScrubReport report = new Scrub(file, layout, list, ruling, options, returned, tracker)
                .handingLinesTo(new FileLines(layout, work.takers(), lines))
                .run();
        lines.finish();
        lines.agreeWith(report);
        return report;
    }

    private ScrubReport workbook(CallFile file) throws IOException {
        Ruling ruling = null;
        if (work.law().isPresent()) {
            FileNumbers numbers = new FileNumbers();
            workbooks.scrub(
                    file.workbook(),
                    work.task().fileName(),
                    list,
                    numbers,
                    work.options(),
                    verdict -> OutputStream.nullOutputStream(),
                    (row, cells, phones, header, judgement) -> {},
                    (bytes, rows) -> tracker.check());
            ruling = ruling(numbers);
        }
        begin(Container.WORKBOOK, file.entryName());
        VerdictLines lines = new VerdictLines(verdicts(), work.law().isPresent());
        WorkbookRows rows = new WorkbookRows(list, ruling, work.options().placeholders(), work.takers(), lines);
        ScrubReport report = workbooks.scrub(
                file.workbook(),
                work.task().fileName(),
                list,
                ruling,
                work.options(),
                verdict -> file(Returned.Kind.of(verdict)).stream(),
                rows,
                tracker);
        lines.finish();
        lines.agreeWith(report);
        return report;
    }

    private @Nullable Ruling ruling(FileNumbers numbers) {
        UUID campaign = work.task().campaignId().orElseThrow();
        judged = work.law().orElseThrow().judge(campaign, numbers.sorted(), list, tracker::check);
        return judged.ruling();
    }

    private void begin(Container container, String entryName) throws IOException {
        List<Returned.Kind> kinds =
                new ArrayList<>(verdicts.stream().map(Returned.Kind::of).toList());
        kinds.add(Returned.Kind.VERDICTS);
        for (Returned.Kind kind : kinds) {
            String name = name(kind, work.attempt());
            Container packed = kind == Returned.Kind.VERDICTS ? Container.PLAIN : container;
            files.put(
                    kind,
                    new ResultFile(
                            name,
                            place.create(name),
                            packed,
                            Returned.Name.of(entryName, kind.label(work.law().isPresent()), container),
                            work.seal()));
        }
        if (work.seal().isPresent() && keepsNumbers()) {
            String name = "kept-" + work.attempt();
            file(Returned.Kind.VERDICTS).copyTo(name, place.create(name));
        }
    }

    private boolean keepsNumbers() {
        return work.law().isPresent()
                && work.law().get().keepsNumbers(work.task().campaignId().orElseThrow());
    }

    /** The file that grows out of nothing: a line of it may be thirty bytes for one of the call file's. */
    private OutputStream verdicts() {
        return new Bounded(file(Returned.Kind.VERDICTS).stream(), settings.maxUnpackedBytes());
    }

    private ResultFile file(Returned.Kind kind) {
        ResultFile file = files.get(kind);
        if (file == null) {
            throw new IllegalStateException("not begun");
        }
        return file;
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
