package org.openbloctel.scrub.engine;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Any bytes as a call file: refused, or scrubbed with every byte returned, whatever the threads and chunks. */
final class CallFileFuzzTest {
    private static final OppositionList LIST = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);

    @FuzzTest
    void anyBytesAreRefusedOrReturnedWhole(FuzzedDataProvider data) throws IOException {
        LayoutOptions options = data.consumeBoolean() ? LayoutOptions.NONE : LayoutOptions.NONE.withColumns("1");
        int threads = data.consumeInt(1, 4);
        int more = data.consumeInt(1, 256);
        byte[] file = data.consumeRemainingAsBytes();
        Scrubbed one;
        try {
            one = Scrubbed.of(file, options, LIST, 1, 1 << 16);
        } catch (CallFileException e) {
            return;
        }
        int chunkBytes = file.length / 100 + more;
        Scrubbed other = Scrubbed.of(file, options, LIST, threads, chunkBytes);
        for (Verdict verdict : Verdict.BY_LIST) {
            if (!Arrays.equals(one.returned(verdict), other.returned(verdict))) {
                throw new AssertionError("chunks of " + chunkBytes + " give another file: " + verdict);
            }
        }
        // The list is empty: what the opposed file holds is what every returned file begins with.
        int preamble = one.opposed().length;
        long returned = (long) one.callable().length + one.unchecked().length - preamble;
        if (isPlain(file) && returned != file.length) {
            throw new AssertionError(returned + " bytes returned of " + file.length);
        }
    }

    private static boolean isPlain(byte[] file) throws IOException {
        try (CallFile opened = CallFile.open(new ByteArrayInputStream(file), "a", false)) {
            return opened.container() == Container.PLAIN;
        }
    }
}
