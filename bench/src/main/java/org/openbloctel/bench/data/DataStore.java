package org.openbloctel.bench.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generated files in one folder. A file is made when it is first asked for and used again as long as its stamp says that
 * it was made from the same parameters and is whole. For one thread.
 */
public final class DataStore {

    /** Raise it when the generator changes, so that old files are not taken for new ones. */
    private static final int FORMAT = 1;

    private final Path folder;
    private @Nullable ListSpec inMemory;
    private @Nullable ListedNumbers numbers;

    public DataStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    public Path list(ListSpec spec) throws IOException {
        Path list = folder.resolve(spec.fileName());
        Stamp stamp = new Stamp(list, "format " + FORMAT + " " + spec);
        if (!stamp.holds(List.of(list))) {
            try (TextSink to = new TextSink(list)) {
                NumberSpace space = spec.country().space();
                byte[] prefix = ("+" + spec.country().callingCode()).getBytes(StandardCharsets.US_ASCII);
                numbers = ListedNumbers.draw(space, spec.count(), spec.seed(), index -> {
                    to.put(prefix);
                    to.putDecimal(space.national(index), spec.country().digits());
                    to.put('\n');
                    to.endRow();
                });
                inMemory = spec;
            }
            stamp.write(List.of(list));
        }
        return list;
    }

    public CallFile calls(CallSpec spec) throws IOException {
        Path calls = folder.resolve(spec.stem() + ".csv");
        Path truth = folder.resolve(spec.stem() + ".truth");
        Stamp stamp = new Stamp(calls, "format " + FORMAT + " " + spec);
        if (!stamp.holds(List.of(calls, truth))) {
            new CallRows(spec, numbers(spec.list())).write(spec.rows(), calls, truth);
            stamp.write(List.of(calls, truth));
        }
        return new CallFile(calls, truth, spec.rows(), Files.size(calls));
    }

    /** Lets go of the numbers kept for further call files. */
    public void forget() {
        inMemory = null;
        numbers = null;
    }

    private ListedNumbers numbers(ListSpec spec) {
        if (numbers == null || !spec.equals(inMemory)) {
            numbers = ListedNumbers.draw(spec.country().space(), spec.count(), spec.seed(), index -> {});
            inMemory = spec;
        }
        return numbers;
    }
}
