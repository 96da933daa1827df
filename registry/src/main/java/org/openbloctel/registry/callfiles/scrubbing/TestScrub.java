package org.openbloctel.registry.callfiles.scrubbing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.lookup.TestAnswers;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFileException;

/**
 * Scrubs small files of numbers for fiction by the fixed list of {@link TestAnswers}, in memory. A file with a real number is refused.
 * Thread-safe.
 */
public final class TestScrub {
    private static final int MAX_RETURNED = 3 << 20;

    private final ScrubSettings settings;
    private final Workbooks workbooks;
    private final CampaignLaw law;
    private final UnaryOperator<ScrubReport.ListUsed> published;

    /**
     * Test scrubs on this server.
     *
     * @param published a list as others may read of it
     * @param law judges the files of campaigns
     */
    public TestScrub(
            ScrubSettings settings, Workbooks workbooks, CampaignLaw law, UnaryOperator<ScrubReport.ListUsed> published)
            throws IOException {
        this.settings = settings;
        this.workbooks = workbooks;
        this.law = law;
        this.published = published;
        settings.prepare();
    }

    /** What came of a file. */
    public sealed interface Result {}

    /**
     * The returned files.
     *
     * @param files the bytes of each
     */
    public record Done(ScrubReport report, List<Returned> returned, Map<Returned.Kind, byte[]> files)
            implements Result {}

    /** It cannot be scrubbed. */
    public record NotDone(Refusal.Stored why) implements Result {}

    /**
     * Scrubs a file.
     *
     * @param recipients the public keys to which the returned files are sealed; none for files that are not
     */
    public Result run(ScrubTask task, byte[] content, List<String> recipients) throws IOException {
        return run(task, content, recipients, List.of());
    }

    private Result run(ScrubTask task, byte[] content, List<String> recipients, List<Integer> late) throws IOException {
        Memory memory = new Memory(content);
        Scrubber.Work work = new Scrubber.Work(
                task,
                1,
                late,
                new NumberTakers(new FictionOnly(), Reading.unused(), Traced.NONE),
                TestAnswers.list(),
                published,
                task.campaignId().map(id -> law),
                recipients.isEmpty() ? Optional.empty() : Optional.of(new Seal(recipients)));
        try (Tracker tracker = new Tracker((bytes, rows) -> true);
                Scrubber scrubber = new Scrubber(memory, settings, workbooks, work, tracker)) {
            Made made = scrubber.run();
            return new Done(made.report(), made.returned(task.fileName()), memory.files());
        } catch (CallFileException e) {
            return late.isEmpty() && !e.places().isEmpty()
                    ? run(task, content, recipients, e.places())
                    : new NotDone(FileFaults.refused(e));
        } catch (RefusedException e) {
            return new NotDone(Refusal.Stored.of(e.refusal()));
        }
    }

    /** Only numbers for fiction, and a memory of none. */
    private static final class FictionOnly implements NumberTakers.Lines {
        @Override
        public void add(long[] numbers, int n) {
            for (int i = 0; i < n; i++) {
                if (numbers[i] != 0 && !TestAnswers.isFiction(numbers[i])) {
                    throw new RefusedException(new SubmissionRefusal.OnlyFiction());
                }
            }
        }

        @Override
        public SortedPrints sorted() {
            return new SortedPrints(new long[0], 0);
        }
    }

    /** What was sent and what comes back, in memory: archives that unpack to much are no tests. */
    private static final class Memory implements Scrubber.Place {
        private final byte[] content;
        private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

        Memory(byte[] content) {
            this.content = content;
        }

        @Override
        public InputStream sent() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public boolean isOfOnePiece() {
            return false;
        }

        @Override
        public OutputStream create(String name) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            written.put(name, file);
            return new FilterOutputStream(file) {
                @Override
                public void write(byte[] bytes, int from, int length) {
                    if (size() + length > MAX_RETURNED) {
                        throw new RefusedException(new SubmissionRefusal.NotInTests());
                    }
                    file.write(bytes, from, length);
                }
            };
        }

        private int size() {
            return written.values().stream()
                    .mapToInt(ByteArrayOutputStream::size)
                    .sum();
        }

        Map<Returned.Kind, byte[]> files() {
            Map<Returned.Kind, byte[]> files = new LinkedHashMap<>();
            for (Returned.Kind kind : Returned.Kind.values()) {
                ByteArrayOutputStream file = written.get(Scrubber.name(kind, 1));
                if (file != null) {
                    files.put(kind, file.toByteArray());
                }
            }
            return files;
        }
    }
}
