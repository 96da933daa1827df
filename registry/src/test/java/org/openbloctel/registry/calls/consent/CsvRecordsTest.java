package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** A file is cut as RFC 4180 says, and no further than it may be long. */
final class CsvRecordsTest {
    private static CsvRecords records(String text, long most) throws IOException {
        return new CsvRecords(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
    }

    @Test
    void quotesSeparatorsAndLineEndsOfAllKinds() throws IOException {
        CsvRecords records = records("\ufeffa,b\r\n\n \n\"x\n\"\"y\"\"\",\r\"\",z", 1_000);
        assertThat(records.next()).containsExactly("a", "b");
        assertThat(records.next()).containsExactly("x\n\"y\"", "");
        assertThat(records.line()).isEqualTo(4);
        assertThat(records.next()).containsExactly("", "z");
        assertThat(records.line()).isEqualTo(6);
        assertThat(records.next()).isNull();
        assertThat(records("", 1_000).next()).isNull();
    }

    @Test
    void returnInsideQuotesIsNoLineOfTheFileUnlessALineFeedFollows() throws IOException {
        CsvRecords records = records("a;b\n\"x\ry\r\nz\n\";\"\r\"\rnext;1\r\nlast;2", 1_000);
        assertThat(records.next()).containsExactly("a", "b");
        assertThat(records.next()).containsExactly("x\ry\r\nz\n", "\r");
        assertThat(records.next()).containsExactly("next", "1");
        assertThat(records.line()).isEqualTo(5);
        assertThat(records.next()).containsExactly("last", "2");
        assertThat(records.line()).isEqualTo(6);
        assertThat(records.next()).isNull();
    }

    @Test
    void eachRecordIsUtf8OrWindows1252ByItself() throws IOException {
        String mixed = "a;b\n\u00e9;1\n\u00c3\u00a9;2\n";
        CsvRecords records =
                new CsvRecords(new ByteArrayInputStream(mixed.getBytes(StandardCharsets.ISO_8859_1)), 1_000);
        records.next();
        assertThat(records.next()).containsExactly("\u00e9", "1");
        assertThat(records.next()).containsExactly("\u00e9", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x;1", "\"x\"y;1\n", "\"x\" ;1\n", "\"\"\"", "x;\""})
    void recordWhoseQuotesDoNotCloseAsTheyShouldEndsTheFileOnItsLine(String record) throws IOException {
        CsvRecords records = records("a;b\nc;d\n" + record, 1_000);
        records.next();
        assertThat(records.next()).containsExactly("c", "d");
        assertThatThrownBy(records::next)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(LawRefusal.EndlessLine.class));
        assertThat(records.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x;", "\"x\n"})
    void recordEndsAtItsLimitAndNotInAllMemory(String repeated) throws IOException {
        CsvRecords records =
                records("a;b\n" + "y".repeat(CsvRecords.MAX_LENGTH) + "\n" + repeated.repeat(1 << 20), 1 << 30);
        records.next();
        assertThat(records.next()).containsExactly("y".repeat(CsvRecords.MAX_LENGTH));
        assertThatThrownBy(records::next)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(LawRefusal.EndlessLine.class));
        assertThat(records.line()).isEqualTo(3);
    }

    /** The records before a connection breaks are read, and what the stream throws comes through as it is. */
    @Test
    void brokenStreamIsABrokenStream() throws IOException {
        for (Exception broken : List.of(new IOException("gone"), new RefusedException(new RequestRefusal.TooLarge()))) {
            CsvRecords records = new CsvRecords(
                    new SequenceInputStream(
                            new ByteArrayInputStream("a;b\nc;d\n".repeat(20_000).getBytes(StandardCharsets.UTF_8)),
                            new BrokenStream(broken)),
                    1 << 30);
            for (int i = 0; i < 20_000; i++) {
                assertThat(records.next()).hasSize(2);
            }
            assertThatThrownBy(() -> {
                        while (records.next() != null) {
                            assertThat(records.line()).isLessThanOrEqualTo(40_000);
                        }
                    })
                    .isSameAs(broken);
        }
    }

    private static final class BrokenStream extends InputStream {
        private final Exception broken;

        BrokenStream(Exception broken) {
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            if (broken instanceof IOException io) {
                throw io;
            }
            throw (RefusedException) broken;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return read();
        }
    }

    @Test
    void nothingIsReadBeyondTheMostBytes() throws IOException {
        CsvRecords records = records("ab;c\nde;f\n", 8);
        assertThat(records.next()).containsExactly("ab", "c");
        assertThatThrownBy(records::next)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(RequestRefusal.TooLarge.class));
    }
}
