package org.openbloctel.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.number.Placeholders;

/** A split as it is read eight bytes at a time, against a program that reads character after character. */
final class QuoteScanTest {
    private static final char[] ALPHABET = {'"', '"', ';', '\n', '\r', 'a', 'b', '0', '\u00e9'};

    private static Layout layout(boolean quotes) {
        return new Layout(
                Encoding.UTF_8,
                0,
                ';',
                quotes,
                false,
                '\n',
                2,
                0,
                List.of(),
                false,
                List.of(0),
                List.of(),
                List.of(),
                -1,
                List.of("column 1"),
                Placeholders.USUAL);
    }

    @Test
    void everyStateEndsAndBeginsRecordsAsCharacterAfterCharacterSays() throws IOException {
        SplittableRandom random = Seed.random(QuoteScanTest.class);
        QuoteScan quoted = new QuoteScan(layout(true));
        QuoteScan unquoted = new QuoteScan(layout(false));
        for (int i = 0; i < 20_000; i++) {
            boolean quotes = random.nextInt(4) > 0;
            int letters = random.nextBoolean() ? ALPHABET.length : 1 + random.nextInt(ALPHABET.length);
            byte[] bytes = new byte[random.nextInt(70)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) ALPHABET[random.nextInt(letters)];
            }
            long offset = random.nextLong(1L << 40);
            SplitStates got =
                    (quotes ? quoted : unquoted).read(new ByteArrayInputStream(bytes), offset, offset + bytes.length);
            for (int state = QuoteScan.FIELD; state <= QuoteScan.CLOSING; state++) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1) + " from " + state;
                isAsTold(got, state, bytes, offset, quotes, text);
            }
        }
    }

    private static void isAsTold(SplitStates got, int entry, byte[] bytes, long offset, boolean quotes, String text) {
        int state = entry;
        long lines = 0;
        long record = -1;
        long linesToRecord = 0;
        for (int at = 0; at < bytes.length; at++) {
            boolean end = bytes[at] == '\n';
            lines += end ? 1 : 0;
            if (end && state != QuoteScan.QUOTED && record < 0) {
                record = offset + at + 1;
                linesToRecord = lines;
            }
            boolean quote = quotes && bytes[at] == '"';
            if (state == QuoteScan.QUOTED) {
                state = quote ? QuoteScan.CLOSING : QuoteScan.QUOTED;
            } else if (quote && state != QuoteScan.PLAIN) {
                state = QuoteScan.QUOTED;
            } else {
                state = end || bytes[at] == ';' ? QuoteScan.FIELD : QuoteScan.PLAIN;
            }
        }
        assertThat(got.exit(entry)).as(text).isEqualTo(state);
        assertThat(got.lines()).as(text).isEqualTo(lines);
        assertThat(got.firstRecord(entry)).as(text).isEqualTo(record);
        assertThat(got.linesToFirstRecord(entry)).as(text).isEqualTo(linesToRecord);
    }

    @Test
    void stateIsKeptFromOneBufferToTheNext() throws IOException {
        byte[] bytes = ("\"" + "a\n".repeat(400_000) + "\"\"" + "b;\n".repeat(200_000) + "\";\nc")
                .getBytes(StandardCharsets.UTF_8);
        SplitStates got = new QuoteScan(layout(true)).read(new ByteArrayInputStream(bytes), 0, bytes.length);
        assertThat(got.exit(QuoteScan.FIELD)).isEqualTo(QuoteScan.PLAIN);
        assertThat(got.firstRecord(QuoteScan.FIELD)).isEqualTo(bytes.length - 1);
        assertThat(got.linesToFirstRecord(QuoteScan.FIELD)).isEqualTo(600_001);
        assertThat(got.exit(QuoteScan.PLAIN)).isEqualTo(QuoteScan.QUOTED);
        assertThat(got.firstRecord(QuoteScan.PLAIN)).isEqualTo(3);
    }

    @Test
    void fileThatBecameShorterIsAFailure() {
        assertThatThrownBy(() -> new QuoteScan(layout(true)).read(new ByteArrayInputStream(new byte[10]), 0, 11))
                .isInstanceOf(EOFException.class);
    }
}
