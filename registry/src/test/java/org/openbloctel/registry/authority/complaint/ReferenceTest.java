package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** References are read back from what people say, and a slip is noticed. */
final class ReferenceTest {
    private static final String ALPHABET = "23456789ACEFHJKLMNPRTXY";

    @Test
    void referenceIsReadInAnySpelling() {
        Reference reference = Reference.random(new SecureRandom());
        assertThat(reference.spelled()).matches("[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{4}");
        assertThat(Reference.read(reference.spelled().toLowerCase(java.util.Locale.ROOT)))
                .contains(reference);
        assertThat(Reference.read(" " + reference.symbols().replaceAll("(.)", "$1 ")))
                .contains(reference);
        assertThat(Reference.read("")).isEmpty();
        assertThat(Reference.read("O00-000-0000")).isEmpty();
    }

    @Test
    void everyWrongSymbolAndEveryTwoThatWereSwappedAreNoticed() {
        String symbols = Reference.random(new SecureRandom()).symbols();
        for (int i = 0; i < symbols.length(); i++) {
            for (int k = 0; k < ALPHABET.length(); k++) {
                String wrong = symbols.substring(0, i) + ALPHABET.charAt(k) + symbols.substring(i + 1);
                assertThat(Reference.read(wrong).isPresent()).isEqualTo(wrong.equals(symbols));
            }
            for (int j = i + 1; j < symbols.length(); j++) {
                char[] swapped = symbols.toCharArray();
                swapped[i] = symbols.charAt(j);
                swapped[j] = symbols.charAt(i);
                String wrong = new String(swapped);
                assertThat(Reference.read(wrong).isPresent()).isEqualTo(wrong.equals(symbols));
            }
        }
    }

    @Test
    void tenThousandAreAllDifferent() {
        SecureRandom random = new SecureRandom();
        Set<Reference> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(Reference.random(random));
        }
        assertThat(seen).hasSize(10_000);
    }
}
