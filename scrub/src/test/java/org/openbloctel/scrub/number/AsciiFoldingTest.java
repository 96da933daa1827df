package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsciiFoldingTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @Test
    void asciiStaysAsItIs() {
        for (char c = 0; c < 0x80; c++) {
            assertThat(AsciiFolding.unit(c)).isEqualTo((byte) c);
        }
    }

    @Test
    void everyBlankOfUnicodeIsABlank() {
        for (char c = 0x80; c < 0xffff; c++) {
            if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                assertThat(AsciiFolding.unit(c)).as("U+%04X", (int) c).isEqualTo((byte) ' ');
            }
        }
    }

    @Test
    void marksWithoutWidthAreBlanks() {
        for (char c : "\u200b\u200e\u200f\u202a\u202c\u2028\u2029\u2060\u2066\u2069\ufeff".toCharArray()) {
            assertThat(AsciiFolding.unit(c)).as("U+%04X", (int) c).isEqualTo((byte) ' ');
        }
    }

    @Test
    void dashesFullWidthFormsAndAccentsBecomeTheirPlainOnes() {
        assertThat(narrowed("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\uff0d"))
                .isEqualTo("---------");
        assertThat(narrowed("\uff10\uff19\uff0b\uff08\uff09\uff0e\uff0f")).isEqualTo("09+()./");
        assertThat(narrowed("T\u00e9l\u00c9\u00e7\u00ff \u2019\u2018n\u00b0n\u00ba\u00b7"))
                .isEqualTo("TelEcy ''nono.");
    }

    @Test
    void whatNoNumberHasIsOther() {
        for (char c : "\u00d7\u00f7".toCharArray()) {
            assertThat(AsciiFolding.unit(c)).isEqualTo((byte) '*');
        }
        for (char c : "\u0085\u00b2\u2167\u20ac\u201c\udd00".toCharArray()) {
            assertThat(AsciiFolding.unit(c)).as("U+%04X", (int) c).isEqualTo(AsciiFolding.OTHER);
        }
    }

    @Test
    void aPairOfUtf16IsWhatItIsInUtf8BehindABlank() {
        for (String pair : List.of("\ud83d\ude80", "\ud83d\udcde", "\ud835\udfd7")) {
            assertThat(AsciiFolding.unit(pair.charAt(0))).isEqualTo(AsciiFolding.HALF);
            assertThat(AsciiFolding.unit(pair.charAt(0), pair.charAt(1)))
                    .isEqualTo((byte) narrowed(pair.getBytes(UTF_8)).charAt(0));
        }
    }

    @Test
    void aFieldOfUtf8AndOneOfWindows1252NarrowAlike() {
        String text = "T\u00e9l\u00a0: 06\u201312\u00b734 \u2019\u00e0\u00bc";
        assertThat(narrowed(text.getBytes(UTF_8))).isEqualTo(narrowed(text.getBytes(WINDOWS_1252)));
    }

    @Test
    void bytesThatAreNoUtf8AreWindows1252() {
        assertThat(narrowed(new byte[] {'0', (byte) 0xa0, '6'})).isEqualTo("0 6");
        assertThat(narrowed(new byte[] {'0', (byte) 0xe2, (byte) 0x80})).isEqualTo("0a\u001a");
        assertThat(narrowed(new byte[] {(byte) 0x92, (byte) 0x96, (byte) 0x97})).isEqualTo("'--");
    }

    @Test
    void blanksAndDashesOfMacRomanAndDosAreReadBetweenDigits() {
        byte[] noBreakSpaces = {'0', '6', (byte) 0xca, '3', '9', (byte) 0xff, '9', '8'};
        byte[] dashes = {'0', '6', (byte) 0xd0, '3', '9', (byte) 0xd1, '9', '8'};
        byte[] letters = {(byte) 0xca, '6', (byte) 0xca, 'T', (byte) 0xff, '3', (byte) 0xd0};
        assertThat(narrowed(noBreakSpaces)).isEqualTo("06 39 98");
        assertThat(narrowed(dashes)).isEqualTo("06-39-98");
        byte[] signs = {'0', '6', (byte) 0xd5, '3', '9', (byte) 0xe1, '9', '8'};
        assertThat(narrowed(signs)).isEqualTo("06\u001a39\u001a98");
        assertThat(narrowed(letters)).isEqualTo("E6ETy3D");
    }

    @Test
    void anOverlongFormIsNoUtf8SoADigitIsNotHiddenInIt() {
        assertThat(narrowed(new byte[] {(byte) 0xc0, (byte) 0xb0})).isEqualTo("Ao");
        assertThat(narrowed(new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xb0})).isEqualTo("a\u001ao");
    }

    @Test
    void decimalDigitsOfEveryScriptAreDigits() {
        StringBuilder digits = new StringBuilder();
        StringBuilder wanted = new StringBuilder();
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                digits.appendCodePoint(c);
                wanted.append(Character.digit(c, 10));
            }
        }
        assertThat(wanted).hasSizeGreaterThan(600);
        assertThat(narrowed(digits.toString().getBytes(UTF_8))).isEqualTo(wanted.toString());
        StringBuilder units = new StringBuilder();
        char before = 0;
        for (char c : digits.toString().toCharArray()) {
            units.append((char) AsciiFolding.unit(before, c));
            before = c;
        }
        assertThat(units.toString().replace("\f", "")).isEqualTo(wanted.toString());
    }

    @Test
    void aCharacterBeyondTheBasicPlaneIsOtherUnlessItPicturesATelephone() {
        assertThat(narrowed("0\ud83d\udeab6".getBytes(UTF_8))).isEqualTo("0\u001a6");
        assertThat(narrowed("0\ud83d\udfce6".getBytes(UTF_8))).isEqualTo("0\u001a6");
        assertThat(narrowed("0\ud83d\udcde6".getBytes(UTF_8))).isEqualTo("0 6");
    }

    private static String narrowed(String text) {
        StringBuilder narrow = new StringBuilder();
        text.chars().forEach(c -> narrow.append((char) AsciiFolding.unit((char) c)));
        return narrow.toString();
    }

    private static String narrowed(byte[] field) {
        byte[] out = new byte[field.length];
        return new String(out, 0, AsciiFolding.field(field, 0, field.length, out), ISO_8859_1);
    }
}
