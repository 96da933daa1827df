package org.openbloctel.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class ListFileTest {

    private static final int COUNT = 20_000;

    @TempDir
    private Path folder;

    private Path list(String store, Country country, long seed) throws IOException {
        return new DataStore(folder.resolve(store)).list(new ListSpec(country, COUNT, seed));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameBytes(Country country) throws IOException {
        byte[] first = Files.readAllBytes(list("a", country, 5));
        assertArrayEquals(first, Files.readAllBytes(list("b", country, 5)));
        assertFalse(Arrays.equals(first, Files.readAllBytes(list("c", country, 6))));
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberIsAnOrdinaryOneAndDistinct(Country country) throws IOException, NumberParseException {
        List<String> lines = Files.readAllLines(list("a", country, 5));
        assertEquals(COUNT, lines.size());
        assertEquals(COUNT, new HashSet<>(lines).size());
        assertNotEquals(lines.stream().sorted().toList(), lines);
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        for (String line : lines) {
            var number = library.parse(line, null);
            assertTrue(library.isValidNumberForRegion(number, country == Country.FR ? "FR" : "US"), line);
            assertEquals(line, library.format(number, PhoneNumberUtil.PhoneNumberFormat.E164));
        }
    }

    @Test
    void aListThatIsThereIsNotMadeAgain() throws IOException {
        Path list = list("a", Country.FR, 5);
        var made = Files.getLastModifiedTime(list);
        assertEquals(made, Files.getLastModifiedTime(list("a", Country.FR, 5)));
    }

    @Test
    void aListOfOtherParametersOrCutShortIsMadeAgain() throws IOException {
        byte[] whole = Files.readAllBytes(list("a", Country.FR, 5));
        byte[] other = Files.readAllBytes(list("a", Country.FR, 6));
        assertFalse(Arrays.equals(whole, other));
        Path list = list("a", Country.FR, 5);
        Files.write(list, Arrays.copyOf(whole, 100));
        assertArrayEquals(whole, Files.readAllBytes(list("a", Country.FR, 5)));
    }

    @Test
    void aListLongerThanHalfOfThePlanIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DataStore(folder).list(new ListSpec(Country.FR, 400_000_000, 1)));
    }
}
