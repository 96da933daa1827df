package org.openbloctel.server.platform.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.springframework.http.MediaType;

/** The quality of a form is that of the most specific range that includes it (RFC 9110, 12.5.1). */
final class AcceptHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | 1.0",
                "text/plain;q=0.3 | 0.3",
                "text/*;q=0.4 | 0.4",
                "*/*;q=0.5 | 0.5",
                "application/json | 0.0",
                "*/*, text/plain;q=0.2 | 0.2",
                "text/plain;q=0.2, */* | 0.2",
                "text/plain;q=0, */* | 0.0",
                "text/*;q=0.1, */*;q=0.9 | 0.1",
                "text/*, text/plain;q=0.1, */*;q=0.9 | 0.1",
                "text/plain;q=0.1, text/plain;q=0.7 | 0.7",
            })
    void mostSpecificRangeCounts(String accept, double quality) {
        assertThat(AcceptHeader.quality(accept, MediaType.TEXT_PLAIN)).isEqualTo(quality);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | true",
                "*/* | false",
                "text/plain, application/json | false",
                "text/plain, application/json;q=0.9 | true",
                "text/plain;q=0, */* | false",
                "application/json;q=0, */* | true",
            })
    void otherFormWinsATie(String accept, boolean text) {
        assertThat(AcceptHeader.prefers(accept, MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text/", "/", "text/plain;q=x"})
    void unreadableHeaderIsRefused(String accept) {
        assertThatThrownBy(() -> AcceptHeader.quality(accept, MediaType.TEXT_PLAIN))
                .isInstanceOf(RefusedException.class);
    }
}
