package org.openbloctel.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedNames;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;

/**
 * Scrubs a file, or a part of one, with the whole engine, straight from store to store. It writes into a folder of its attempt: two
 * attempts never write one file, and the driver publishes those of one. A file that cannot be scrubbed is an answer, not a failure, since
 * another attempt would find the same.
 */
final class ScrubTask implements Function<Unit, Done> {
    private static final long serialVersionUID = 1L;

    private final Store store;
    private final SharedList list;
    private final String scratch;
    private final LayoutWanted wanted;
    private final boolean digests;

    ScrubTask(Store store, SharedList list, String scratch, LayoutWanted wanted, boolean digests) {
        this.store = store;
        this.list = list;
        this.scratch = scratch;
        this.wanted = wanted;
        this.digests = digests;
    }

    @Override
    public Done call(Unit unit) throws IOException {
        Part part = unit.part();
        Layout layout = unit.layout();
        try {
            if (part == null || layout == null) {
                return whole(unit, wanted.options());
            }
            try (InputStream in = store.open(unit, part.from(), part.to());
                    CallFile file = CallFile.part(in, unit.name())) {
                return scrub(unit, file, part.number() == 0 ? layout : layout.withoutHead(), false);
            }
        } catch (CallFileException e) {
            return Done.refused(unit, e.fault(), e.details());
        }
    }

    private Done whole(Unit unit, LayoutOptions options) throws IOException {
        try (InputStream in = store.open(unit.uri(), 0);
                CallFile file = CallFile.open(in, unit.name(), digests)) {
            if (file.container() == Container.WORKBOOK) {
                return Done.refused(unit, Fault.OTHER_FORMAT, List.of("xlsx/xls"));
            }
            return scrub(unit, file, file.layout(options, list.open().plan()), digests);
        } catch (CallFileException e) {
            if (e.places().isEmpty() || !options.late().isEmpty()) {
                throw e;
            }
            return whole(unit, options.withLate(e.places()));
        }
    }

    private Done scrub(Unit unit, CallFile file, Layout layout, boolean digest) throws IOException {
        OppositionList opened = list.open();
        TaskContext task = TaskContext.get();
        ReturnedNames names = unit.names();
        ReturnedNames entries = ReturnedNames.of(file.entryName(), file.container());
        List<StoredFile> targets = new ArrayList<>();
        List<String> written = new ArrayList<>();
        try {
            for (Verdict verdict : Verdict.BY_LIST) {
                String target = scratch + "/" + task.taskAttemptId() + "-" + unit.file() + "-" + unit.number() + "/"
                        + names.of(verdict);
                written.add(target);
                targets.add(new StoredFile(store.create(target), file.container(), entries.of(verdict), digest));
            }
            ScrubOptions options = new ScrubOptions(task.cpus(), digest, ScrubOptions.CHUNK_BYTES);
            ScrubReport report = new Scrub(file, layout, opened, options, targets, Progress.NONE).run();
            Map<Verdict, String> digested = new EnumMap<>(Verdict.class);
            for (Verdict verdict : Verdict.BY_LIST) {
                String sha256 = targets.get(verdict.ordinal()).finish();
                if (digest) {
                    digested.put(verdict, sha256);
                }
            }
            return Done.of(unit, report.withOutputs(digested), List.copyOf(written));
        } finally {
            for (StoredFile target : targets) {
                target.close();
            }
        }
    }
}
