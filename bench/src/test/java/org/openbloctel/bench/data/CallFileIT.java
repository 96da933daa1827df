package org.openbloctel.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFileIT {

    private static final int ROWS = 20_000;
    private static final int PHONE = 3;

    @TempDir
    private Path folder;

    private CallFile calls(String store, Country country, Style style) throws IOException {
        ListSpec list = new ListSpec(country, 5_000, 5);
        return new DataStore(folder.resolve(store)).calls(new CallSpec(list, style, ROWS, 11));
    }

    @ParameterizedTest
    @CsvSource({"FR,CLEAN", "FR,MESSY", "NA,CLEAN"})
    void theSameSeedGivesTheSameBytes(Country country, Style style) throws IOException {
        CallFile one = calls("a", country, style);
        CallFile two = calls("b", country, style);
        assertArrayEquals(Files.readAllBytes(one.calls()), Files.readAllBytes(two.calls()));
        assertArrayEquals(Files.readAllBytes(one.truth()), Files.readAllBytes(two.truth()));
    }

    @ParameterizedTest
    @CsvSource({"FR,CLEAN", "FR,MESSY", "NA,CLEAN"})
    void theTruthIsWhatAPlainReaderAndLibphonenumberFind(Country country, Style style) throws IOException {
        DataStore store = new DataStore(folder.resolve("a"));
        Set<String> listed = new HashSet<>(Files.readAllLines(store.list(new ListSpec(country, 5_000, 5))));
        CallFile file = calls("a", country, style);
        List<List<String>> rows = PlainCsv.read(file.calls());
        assertEquals(List.of("id", "nom", "prenom", "telephone", "ville", "email"), rows.getFirst());
        assertEquals(ROWS + 1, rows.size());
        StringBuilder found = new StringBuilder();
        for (List<String> row : rows.subList(1, rows.size())) {
            assertEquals(6, row.size(), row.toString());
            found.append(mark(row.get(PHONE), country == Country.FR ? "FR" : "US", listed));
        }
        assertEquals(Files.readString(file.truth()), found.toString());
    }

    private static char mark(String phone, String region, Set<String> listed) {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            var number = library.parse(phone, region);
            if (!library.isValidNumber(number)) {
                return '?';
            }
            return listed.contains(library.format(number, PhoneNumberFormat.E164)) ? '1' : '0';
        } catch (NumberParseException notANumber) {
            return '?';
        }
    }

    @Test
    void aboutEightRowsOfAHundredAreListedAndInMessyFilesFourHaveNoNumber() throws IOException {
        String clean = Files.readString(calls("a", Country.FR, Style.CLEAN).truth());
        assertEquals(0.08, share(clean, '1'), 0.01);
        assertEquals(0, share(clean, '?'));
        String messy = Files.readString(calls("a", Country.FR, Style.MESSY).truth());
        assertEquals(0.0768, share(messy, '1'), 0.01);
        assertEquals(0.04, share(messy, '?'), 0.01);
    }

    private static double share(String truth, char mark) {
        return truth.chars().filter(c -> c == mark).count() / (double) truth.length();
    }

    @Test
    void aCleanFileHasTwoFormsAndNoQuotes() throws IOException {
        CallFile file = calls("a", Country.FR, Style.CLEAN);
        assertFalse(Files.readString(file.calls()).contains("\""));
        assertEquals(Set.of("##########", "+###########"), forms(file));
        assertEquals(67, file.bytes() / (double) ROWS, 4);
    }

    @Test
    void aMessyFileHasTenFormsAndEveryDifficultyOfQuoting() throws IOException {
        CallFile file = calls("a", Country.FR, Style.MESSY);
        String text = Files.readString(file.calls());
        for (String trap : List.of("\uFEFFid;", "; fils", "\"\"", ";\nb", "\"\r\n", ";\"06", ";\"+33", "é")) {
            assertTrue(text.contains(trap), trap);
        }
        String truth = Files.readString(file.truth());
        List<List<String>> rows = PlainCsv.read(file.calls());
        Set<String> forms = new TreeSet<>();
        for (int i = 0; i < ROWS; i++) {
            if (truth.charAt(i) != '?') {
                forms.add(form(rows.get(i + 1).get(PHONE)));
            }
        }
        assertEquals(10, forms.size(), forms.toString());
    }

    private static Set<String> forms(CallFile file) throws IOException {
        List<List<String>> rows = PlainCsv.read(file.calls());
        return rows.subList(1, rows.size()).stream()
                .map(row -> form(row.get(PHONE)))
                .collect(Collectors.toSet());
    }

    private static String form(String phone) {
        return phone.replaceAll("[0-9]", "#");
    }
}
