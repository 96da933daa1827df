package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids of a client may stand in a log. */
final class RequestIdsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "crm-42_b.7",
                "01JEK7Z3M9Q2V8X4T6W0Y5R1NC",
                "8f14e45f-ceea-4672-a9d1-1234567890ab",
                "12345678-1234-4123-8123-123456789012",
                "0123456789abcdef0123456789ABCDEF"
            })
    void idIsRepeated(String id) {
        assertThat(RequestIds.request(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0639980001",
                "0639980001x",
                "x06.39.98.00.01",
                "06-39_98-00.01",
                "33639980001",
                "639980001",
                "crm-2026.12.06_42",
                "a b",
                "a\nb",
                "a\r\nSet-Cookie: a=b",
                "é",
                "\u0660\u0666",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void idThatCouldBeANumberOrBeginALineIsNot(String id) {
        assertThat(RequestIds.request(id)).isNull();
    }

    @Test
    void traceIsThatOfItsParent() {
        assertThat(RequestIds.trace("00-" + TRACE + "-" + SPAN + "-01")).isEqualTo(TRACE);
        for (String malformed : new String[] {
            "",
            TRACE,
            "00-" + TRACE + "-" + SPAN,
            "01-" + TRACE + "-" + SPAN + "-01",
            "00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-" + SPAN + "-01",
            "00-" + "0".repeat(32) + "-" + SPAN + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "00-" + TRACE + "-" + SPAN + "-01\n"
        }) {
            assertThat(RequestIds.trace(malformed)).as(malformed).isNull();
        }
        assertThat(RequestIds.trace(null)).isNull();
        assertThat(RequestIds.request(null)).isNull();
    }
}
