package org.openbloctel.scrub.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is found in neighbouring fields, and not where these are something else. */
final class NumberPiecesTest {
    private final NumberPieces pieces = new NumberPieces(NumberingPlan.FRANCE);

    private long read(String fields) {
        pieces.begin();
        long number = NumberPieces.MORE;
        for (String field : fields.split(";", -1)) {
            byte[] b = field.getBytes(StandardCharsets.UTF_8);
            number = number == NumberPieces.MORE ? pieces.add(b, 0, b.length) : number;
        }
        return number;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06;39980001",
                "0639;980001",
                "06;39;98;00;01",
                "+33;639980001",
                "0033;639980001",
                "33;639980001",
                "\"33\"; 639980001",
                "33;639 980 001",
                "+262;639980001"
            })
    void aNumberInFieldsIsFound(String fields) {
        assertThat(read(fields)).isEqualTo(639980001L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"33;732829320", "06399;80001", "33;2026-03-12", "06;20260312", "75;639980001", "263;639980001"})
    void otherFieldsAreNone(String fields) {
        assertThat(read(fields)).isNegative();
    }
}
