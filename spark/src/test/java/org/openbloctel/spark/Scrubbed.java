package org.openbloctel.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** What the engine makes of a file, or of a part, in memory: what the job must give, byte for byte. */
record Scrubbed(ScrubReport report, List<byte[]> returned, Layout layout) {
    static Scrubbed of(byte[] file, LayoutOptions options, OppositionList list) throws IOException {
        try (CallFile opened = CallFile.open(new ByteArrayInputStream(file), "a.csv", true)) {
            return of(opened, opened.layout(options, list.plan()), list);
        }
    }

    static Scrubbed of(CallFile file, Layout layout, OppositionList list) throws IOException {
        List<ByteArrayOutputStream> bytes = new ArrayList<>();
        List<StoredFile> targets = new ArrayList<>();
        for (int v = 0; v < Verdict.BY_LIST.size(); v++) {
            bytes.add(new ByteArrayOutputStream());
            targets.add(new StoredFile(bytes.get(v), Container.PLAIN, "", false));
        }
        ScrubOptions options = new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES);
        ScrubReport report = new Scrub(file, layout, list, options, targets, Progress.NONE).run();
        for (StoredFile target : targets) {
            target.finish();
        }
        return new Scrubbed(
                report, bytes.stream().map(ByteArrayOutputStream::toByteArray).toList(), layout);
    }

    byte[] returned(Verdict verdict) {
        return returned.get(verdict.ordinal());
    }

    /** A list of these numbers, dated now. */
    static OppositionList list(List<Long> numbers) {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        numbers.forEach(builder::add);
        return builder.build(7, Instant.now());
    }

    static String listFile(Path file, List<Long> numbers) throws IOException {
        list(numbers).write(file);
        return file.toUri().toString();
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
