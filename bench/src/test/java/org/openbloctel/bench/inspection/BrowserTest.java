package org.openbloctel.bench.inspection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrowserTest {
    @Test
    void codesAreThoseOfTheStandard() {
        byte[] secret = "12345678901234567890".getBytes(US_ASCII);
        assertEquals("287082", Browser.code(secret, Instant.ofEpochSecond(59)));
        assertEquals("081804", Browser.code(secret, Instant.ofEpochSecond(1_111_111_109)));
    }
}
