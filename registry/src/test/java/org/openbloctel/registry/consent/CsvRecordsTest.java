package org.openbloctel.registry.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

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
    void nothingIsReadBeyondTheMostBytes() throws IOException {
        CsvRecords records = records("ab;c\nde;f\n", 8);
        assertThat(records.next()).containsExactly("ab", "c");
        assertThatThrownBy(records::next)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(RequestRefusal.TooLarge.class));
    }
}
