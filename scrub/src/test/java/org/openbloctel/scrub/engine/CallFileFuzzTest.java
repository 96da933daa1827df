package org.openbloctel.scrub.engine;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;

/**
 * Any bytes as a call file: refused, or scrubbed with every byte returned, for any threads and chunks, and with no listed number in
 * a field of a callable line. Begins with untidy files.
 */
final class CallFileFuzzTest {
    private static final OppositionList NONE = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);
    private static final OppositionList LIST = list();
    /** The last bytes say how it is scrubbed. */
    private static final int OPTIONS = 3;

    private static final int SEEDS = 60;

    static Stream<byte[]> untidyFiles() {
        SplittableRandom random = Seed.random(CallFileFuzzTest.class);
        return Stream.generate(() -> {
                    byte[] file = new UntidyFile(random).bytes();
                    byte[] seed = Arrays.copyOf(file, file.length + OPTIONS);
                    seed[file.length] = 1;
                    return seed;
                })
                .limit(SEEDS);
    }

    @MethodSource("untidyFiles")
    @FuzzTest
    void anyBytesAreRefusedOrReturnedWhole(byte[] data) throws IOException {
        int length = Math.max(0, data.length - OPTIONS);
        byte[] file = Arrays.copyOf(data, length);
        byte[] how = Arrays.copyOf(Arrays.copyOfRange(data, length, data.length), OPTIONS);
        LayoutOptions options = (how[0] & 1) != 0 ? LayoutOptions.NONE : LayoutOptions.NONE.withColumns("1");
        Scrubbed one;
        try {
            one = Scrubbed.of(file, options, LIST, 1, 1 << 16);
        } catch (CallFileException e) {
            return;
        }
        int chunkBytes = file.length / 100 + 1 + (how[1] & 0xff);
        Scrubbed other = Scrubbed.of(file, options, LIST, 1 + (how[2] & 3), chunkBytes);
        long returned = 0;
        for (Verdict verdict : Verdict.BY_LIST) {
            returned += one.returned(verdict).length;
            if (!Arrays.equals(one.returned(verdict), other.returned(verdict))) {
                throw new AssertionError("chunks of " + chunkBytes + " give another file: " + verdict);
            }
        }
        // Where nothing is listed, the opposed file holds what every returned file begins with.
        int preamble = Scrubbed.of(file, options, NONE, 1, 1 << 16).opposed().length;
        if (isPlain(file) && returned - 2L * preamble != file.length) {
            throw new AssertionError(returned + " bytes returned of " + file.length);
        }
        byte[] callable = one.callable();
        noFieldHoldsAListedNumber(one, Arrays.copyOfRange(callable, preamble, callable.length));
    }

    /** Said plainly: a field that is a number of the list, with or without quotes, as most people write them. */
    private static void noFieldHoldsAListedNumber(Scrubbed scrubbed, byte[] lines) {
        Encoding encoding = scrubbed.layout().encoding();
        boolean wide = encoding == Encoding.UTF_16LE || encoding == Encoding.UTF_16BE;
        Charset charset = wide ? encoding.charset() : StandardCharsets.ISO_8859_1;
        String separator = Pattern.quote(String.valueOf(scrubbed.layout().separator()));
        Matcher listed = Pattern.compile("(?:^|[\r\n]|" + separator
                        + ")\"?(?:0|\\+33|0033)63998[0-9]{3}[02468]\"?(?:$|[\r\n]|" + separator + ")")
                .matcher(new String(lines, charset));
        if (listed.find()) {
            throw new AssertionError("a callable line holds a listed number at " + listed.start());
        }
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        UntidyTable.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }

    private static boolean isPlain(byte[] file) throws IOException {
        try (CallFile opened = CallFile.open(new ByteArrayInputStream(file), "a", false)) {
            return opened.container() == Container.PLAIN;
        }
    }
}
