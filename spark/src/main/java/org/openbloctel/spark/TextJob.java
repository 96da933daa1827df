package org.openbloctel.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.ReturnedNames;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.Layout;

/**
 * Scrubs text files on a cluster. Small, packed and UTF-16 files are one task each; larger ones are cut at true records, after a pass
 * over all their splits at once. Nothing has its final name before all tasks are done; then each file's set is published as {@code
 * bloctel scrub} does, its report last, and the job's report at the end; an older report of a job goes first.
 */
final class TextJob {
    private final JavaSparkContext spark;
    private final JobOptions options;
    private final SharedList list;
    private final Store store;
    private final String scratch;

    TextJob(JavaSparkContext spark, JobOptions options, SharedList list) {
        this.spark = spark;
        this.options = options;
        this.list = list;
        this.store = new Store(spark);
        this.scratch = options.out() + "/_bloctel-" + UUID.randomUUID();
    }

    /** The files in the order of the inputs, scrubbed and published, or refused. */
    List<Done> run() throws IOException {
        List<Unit> files = files();
        try {
            List<Unit> units = new ArrayList<>(units(files));
            units.sort(Comparator.comparingLong(Unit::bytes).reversed()); // a large one must not begin last
            ScrubTask task = new ScrubTask(store, list, scratch, options.layout(), options.digests());
            Map<Integer, List<Done>> done = byFile(each(units, task));
            List<Unit> again = files.stream()
                    .filter(file -> isLate(done.getOrDefault(file.file(), List.of())))
                    .toList();
            done.putAll(byFile(each(again, task)));
            return publish(files, done);
        } finally {
            store.delete(scratch);
        }
    }

    /** Whether a part of a file found phone numbers in a column that is not read: all of it is scrubbed again, by one task. */
    private static boolean isLate(List<Done> parts) {
        return parts.size() > 1 && parts.stream().anyMatch(part -> part.fault() == Fault.LATE_COLUMNS);
    }

    /** One task each; a result is that of exactly one attempt. */
    private <T, R> List<R> each(List<T> all, Function<T, R> task) {
        return all.isEmpty()
                ? List.of()
                : spark.parallelize(all, all.size()).map(task).collect();
    }

    private List<Unit> files() throws IOException {
        List<Unit> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String input : options.inputs()) {
            List<FileStatus> found = store.files(input);
            if (found.isEmpty()) {
                throw new Refusal(ExitCode.INPUT, "error.input.none", input);
            }
            for (FileStatus file : found) {
                String name = file.getPath().getName();
                Unit unit = new Unit(
                        files.size(),
                        file.getPath().toString(),
                        name,
                        file.getLen(),
                        file.getModificationTime(),
                        null,
                        null);
                if (!names.add(unit.names().base())) {
                    throw new Refusal(ExitCode.USAGE, "error.usage.same-name", name);
                }
                files.add(unit);
            }
        }
        return files;
    }

    private List<Unit> units(List<Unit> files) {
        Map<Integer, Unit> units = new TreeMap<>();
        files.forEach(file -> units.put(file.file(), file));
        List<Unit> large = files.stream()
                .filter(file -> file.length() > options.splitBytes())
                .toList();
        Map<Integer, Layout> layouts = new TreeMap<>();
        List<SplitTask.Split> splits = new ArrayList<>();
        for (PlanTask.Plan plan : each(large, new PlanTask(store, list, options.layout()))) {
            Layout layout = plan.layout();
            if (layout != null) {
                layouts.put(plan.unit().file(), layout);
                splits.addAll(SplitTask.Split.of(plan.unit(), layout, options.splitBytes()));
            }
        }
        Map<Integer, List<SplitStates>> found = new TreeMap<>();
        for (SplitTask.Found states : each(splits, new SplitTask(store))) {
            found.computeIfAbsent(states.file(), k -> new ArrayList<>()).add(states.states());
        }
        List<Unit> all = new ArrayList<>();
        for (Unit file : units.values()) {
            Layout layout = layouts.get(file.file());
            List<Part> parts = layout == null ? List.of() : Part.of(found.getOrDefault(file.file(), List.of()));
            if (layout == null || parts.size() == 1) {
                all.add(file);
            } else {
                parts.forEach(part -> all.add(file.with(part, layout)));
            }
        }
        return all;
    }

    private static Map<Integer, List<Done>> byFile(List<Done> all) {
        Map<Integer, List<Done>> byFile = new TreeMap<>();
        for (Done done : all) {
            byFile.computeIfAbsent(done.unit().file(), k -> new ArrayList<>()).add(done);
        }
        byFile.values()
                .forEach(parts ->
                        parts.sort(Comparator.comparingInt(done -> done.unit().number())));
        return byFile;
    }

    private List<Done> publish(List<Unit> files, Map<Integer, List<Done>> byFile) throws IOException {
        Map<Integer, Map<Verdict, JoinTask.Joined>> joined = joined(byFile);
        List<Done> published = new ArrayList<>();
        store.delete(JobReport.path(options.out())); // an older one must not vouch for sets that are half replaced
        for (Unit file : files) {
            List<Done> parts = byFile.getOrDefault(file.file(), List.of());
            Done refused = parts.stream()
                    .filter(done -> done.fault() != null)
                    .findFirst()
                    .orElse(null);
            if (refused != null) {
                published.add(refused);
            } else {
                published.add(Done.of(file, publish(file, parts, joined.get(file.file())), List.of()));
            }
        }
        return published;
    }

    private Map<Integer, Map<Verdict, JoinTask.Joined>> joined(Map<Integer, List<Done>> byFile) {
        List<JoinTask.Parts> joins = new ArrayList<>();
        byFile.forEach((file, parts) -> {
            for (Verdict verdict : Verdict.BY_LIST) {
                if (options.join() && parts.size() > 1) {
                    joins.add(new JoinTask.Parts(
                            file,
                            verdict,
                            parts.get(0).unit().names().of(verdict),
                            parts.stream()
                                    .map(done -> done.files().get(verdict.ordinal()))
                                    .toList()));
                }
            }
        });
        Map<Integer, Map<Verdict, JoinTask.Joined>> joined = new TreeMap<>();
        for (JoinTask.Joined one : each(joins, new JoinTask(store, scratch))) {
            joined.computeIfAbsent(one.file(), k -> new EnumMap<>(Verdict.class))
                    .put(one.verdict(), one);
        }
        return joined;
    }

    /** Gives a file's set its names: an older report goes first, the new one comes last. */
    private ScrubReport publish(Unit file, List<Done> parts, @Nullable Map<Verdict, JoinTask.Joined> joined)
            throws IOException {
        ReturnedNames names = file.names();
        ScrubReport report = parts.size() == 1 ? parts.get(0).scrubbed() : PartReports.joined(parts);
        String reportPath = options.out() + "/" + names.report();
        store.delete(reportPath);
        store.delete(options.out() + "/" + names.superseded());
        Map<Verdict, String> digests = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.BY_LIST) {
            String target = options.out() + "/" + names.of(verdict);
            if (joined != null) {
                JoinTask.Joined whole = Objects.requireNonNull(joined.get(verdict), "joined with the others");
                store.publish(whole.path(), target);
                digests.put(verdict, whole.sha256());
            } else if (parts.size() == 1) {
                store.publish(parts.get(0).files().get(verdict.ordinal()), target);
            } else {
                publishParts(parts, verdict, target, names.extension());
            }
        }
        ScrubReport complete = joined != null && options.digests() ? report.withOutputs(digests) : report;
        store.write(scratch, reportPath, complete.toJson());
        return complete;
    }

    /** A folder of parts, which put together in their order are the file. */
    private void publishParts(List<Done> parts, Verdict verdict, String folder, String extension) throws IOException {
        store.delete(folder);
        for (Done part : parts) {
            String name = String.format("/part-%05d%s", part.unit().number(), extension);
            store.publish(part.files().get(verdict.ordinal()), folder + name);
        }
    }
}
