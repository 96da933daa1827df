package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.calls.campaign.VerdictReader.Line;

/** The file {@code verdicts} is read back as it was written, and a damaged one never as a shorter one. */
final class VerdictReaderTest {
    private static List<Line> lines(String file) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (VerdictReader reader =
                new VerdictReader(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void quotesLineBreaksAndGuardsComeBackAsTheyWere() throws IOException {
        String file = String.join(
                "\r\n",
                "Telephone;Identifiant;Reponse",
                "0639980001;\"a;\"\"b\"\"\r\nc\rd\";OK",
                "+33 6 39 98 00 02;'=1+1;UNCHECKED foreign",
                ";\"'\rx\";OPPOSED",
                "'x;'';",
                "");
        assertThat(lines(file))
                .containsExactly(
                        new Line("0639980001", "a;\"b\"\r\nc\rd", "OK"),
                        new Line("+33 6 39 98 00 02", "=1+1", "UNCHECKED foreign"),
                        new Line("", "\rx", "OPPOSED"),
                        new Line("'x", "''", ""));
    }

    @Test
    void fileWithoutAHeaderLosesNoLineAndAnEmptyOneHasNone() throws IOException {
        assertThat(lines("0639980001;1;OK\r\n0639980002;2;OPPOSED"))
                .containsExactly(new Line("0639980001", "1", "OK"), new Line("0639980002", "2", "OPPOSED"));
        assertThat(lines("")).isEmpty();
        assertThat(lines("Telephone;Identifiant;Reponse\r\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0639980001;1",
                "0639980001;1;OK;more",
                "0639980001;1;OK\r\n\r\n0639980002;2;OK\r\n",
                "0639980001;\"1;OK\r\n",
                "0639980001;\"1\"x;OK\r\n"
            })
    void damagedLineIsNoShorterFile(String file) {
        assertThatThrownBy(() -> lines("Telephone;Identifiant;Reponse\r\n" + file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a line of verdicts")
                .hasNoCause();
    }
}
