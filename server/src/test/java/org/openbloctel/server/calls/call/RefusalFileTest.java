package org.openbloctel.server.calls.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.calls.call.RefusalList.Told;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.calls.call.CallPages.RefusalForm;
import org.openbloctel.server.calls.call.RefusalFilePages.RefusalFile;

/** A file of refusals is read line by line, as spreadsheets and people write it: each line keeps its number in the file. */
final class RefusalFileTest {
    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t", "|", " ; ", "\" ; \""})
    void numberAndDayAreTakenApartAtAnySeparator(String separator) throws IOException {
        RefusalFile file = read("\"06 39 98 00 01" + separator + "24/11/2026\"");
        assertThat(file.told()).containsExactly(new Told("06 39 98 00 01", "24/11/2026"));
        assertThat(file.lines()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndAsTheyDoOnAnySystemAndBlankOnesAreCounted(String end) throws IOException {
        RefusalFile file = read(String.join(end, "Numéro;Refusé le", "0639980001", "", "  ", "0639980002;", ""));
        assertThat(file.told()).containsExactly(new Told("0639980001", ""), new Told("0639980002", ""));
        assertThat(file.lines()).containsExactly(2, 5);
    }

    @Test
    void headerIsAFirstLineWithoutADigitAndNoOther() throws IOException {
        assertThat(read("Numéro;Jour\n0639980001").lines()).containsExactly(2);
        assertThat(read("0639980001\nNuméro").lines()).containsExactly(1, 2);
        assertThat(read("\nNuméro\n0639980001").lines())
                .as("the first line is blank")
                .containsExactly(2, 3);
    }

    @Test
    void furtherColumnsAreLeftAlone() throws IOException {
        assertThat(read("0639980001;2026-11-20;Dupont;a,b").told())
                .containsExactly(new Told("0639980001", "2026-11-20"));
    }

    @Test
    void textIsReadInTheEncodingItIsIn() throws IOException {
        String text = "Numéro;Été\n0639980001;2026-11-20";
        for (byte[] bytes : List.of(
                text.getBytes(UTF_8),
                ("\ufeff" + text).getBytes(UTF_8),
                text.getBytes(Charset.forName("windows-1252")))) {
            RefusalFile file = read(bytes);
            assertThat(file.lines()).containsExactly(2);
            assertThat(file.told()).containsExactly(new Told("0639980001", "2026-11-20"));
        }
        assertThat(read("\ufeff0639980001".getBytes(UTF_8)).told())
                .as("the mark is no part of the number")
                .containsExactly(new Told("0639980001", ""));
    }

    @Test
    void whatIsNoTextOrHoldsNoRefusalIsRefused() {
        for (byte[] none : List.of(
                new byte[0],
                " \r\n\t\n".getBytes(UTF_8),
                "Numéro;Jour\n".getBytes(UTF_8),
                new byte[] {'P', 'K', 3, 4, 0, 0},
                "0639980001\n".getBytes(StandardCharsets.UTF_16LE),
                "0639980001\0".getBytes(UTF_8))) {
            assertThatThrownBy(() -> read(none))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal())
                                    .isEqualTo(new RequestRefusal.UnreadableField("file")));
        }
    }

    @Test
    void fileOfTwoMebibytesIsReadAndNotAByteMore() throws IOException {
        int most = 2 << 20;
        byte[] whole = new byte[most];
        java.util.Arrays.fill(whole, (byte) ' ');
        byte[] line = "0639980001\n".getBytes(UTF_8);
        System.arraycopy(line, 0, whole, 0, line.length);
        assertThat(read(whole).told()).hasSize(1);
        byte[] more = java.util.Arrays.copyOf(whole, most + 1);
        more[most] = ' ';
        assertThatThrownBy(() -> read(more))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(RequestRefusal.TooLarge.class));
    }

    @Test
    void mostRefusalsAreTakenAndNotOneMore() throws IOException {
        assertThat(read("1\n".repeat(RefusalList.MAX)).told()).hasSize(RefusalList.MAX);
        assertThatThrownBy(() -> read("1\n".repeat(RefusalList.MAX + 1)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new ListRefusal.TooManyNumbers(RefusalList.MAX)));
    }

    @Test
    void numbersAreInNoMessage() throws IOException {
        RefusalFile file = read("0639980001;2026-11-20\n0639980002");
        assertThat(file.toString() + file.told()).doesNotContain("06399800", "2026");
        assertThat(new RefusalForm("", "0639980001", "").toString()).doesNotContain("06399800");
    }

    /** Each line that is told has its place in the file: what stands there begins with what was read. */
    @Test
    void everyTextIsReadOrRefusedAndEveryLineIsFoundAgain() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String letters = "0639 ;,\t|\"\n\réA-";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                RefusalFile file = read(text.toString());
                List<String> lines = text.toString().lines().toList();
                assertThat(file.lines()).hasSameSizeAs(file.told()).isSorted().doesNotHaveDuplicates();
                for (int at = 0; at < file.told().size(); at++) {
                    String number = file.told().get(at).number();
                    assertThat(lines.get(file.lines().get(at) - 1))
                            .as("seed %s", seed)
                            .contains(number);
                    assertThat(number).doesNotContain(";", ",", "\t", "|", "\n", "\r");
                }
            } catch (RefusedException refused) {
                assertThat(refused.refusal()).as("seed %s", seed).isEqualTo(new RequestRefusal.UnreadableField("file"));
            }
        }
    }

    private static RefusalFile read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private static RefusalFile read(byte[] bytes) throws IOException {
        return RefusalFile.read(new ByteArrayInputStream(bytes));
    }
}
