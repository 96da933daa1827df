package org.openbloctel.scrub.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;

/** What a scrub in memory gave. */
record Scrubbed(ScrubReport report, Layout layout, List<byte[]> returned) {
    byte[] callable() {
        return returned(Verdict.CALLABLE);
    }

    byte[] opposed() {
        return returned(Verdict.OPPOSED);
    }

    byte[] unchecked() {
        return returned(Verdict.UNCHECKED);
    }

    byte[] returned(Verdict verdict) {
        return returned.get(verdict.ordinal());
    }

    /** A call file's bytes, scrubbed as a stream. */
    static Scrubbed of(byte[] file, LayoutOptions options, OppositionList list, int threads, int chunkBytes)
            throws IOException {
        return of(file, options, list, null, threads, chunkBytes);
    }

    /** An opened call file, scrubbed. */
    static Scrubbed of(CallFile opened, LayoutOptions options, OppositionList list, int threads, int chunkBytes)
            throws IOException {
        return of(opened, options, list, null, threads, chunkBytes);
    }

    /** A call file's bytes, scrubbed as a stream, where a ruling decides beside the list. */
    static Scrubbed of(
            byte[] file,
            LayoutOptions options,
            OppositionList list,
            @Nullable Ruling ruling,
            int threads,
            int chunkBytes)
            throws IOException {
        try (CallFile opened = CallFile.open(new ByteArrayInputStream(file), "calls.csv", true)) {
            return of(opened, options, list, ruling, threads, chunkBytes);
        } catch (CallFileException e) {
            if (e.places().isEmpty() || !options.late().isEmpty()) {
                throw e;
            }
            return of(file, options.withLate(e.places()), list, ruling, threads, chunkBytes);
        }
    }

    private static Scrubbed of(
            CallFile opened,
            LayoutOptions options,
            OppositionList list,
            @Nullable Ruling ruling,
            int threads,
            int chunkBytes)
            throws IOException {
        Layout layout = opened.layout(options, list.plan());
        List<MemoryFile> files = (ruling == null ? Verdict.BY_LIST : List.of(Verdict.values()))
                .stream().map(verdict -> new MemoryFile()).toList();
        ScrubOptions how = new ScrubOptions(threads, true, chunkBytes);
        ScrubReport report = new Scrub(opened, layout, list, ruling, how, files, Progress.NONE).run();
        return new Scrubbed(
                report, layout, files.stream().map(MemoryFile::content).toList());
    }
}
