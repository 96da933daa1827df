package org.openbloctel.scrub.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** Which column holds the phone numbers, or that it cannot be told. */
final class PhoneColumnsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel",
                "TEL",
                "Tél",
                "Tél.",
                "Téléphone",
                "TÉLÉPHONE",
                "Telephone 1",
                "Tel 1",
                "TEL1",
                "tel_mobile",
                "N° de téléphone",
                "Numéro de tél",
                "numTel",
                "TelPortable2",
                "Portable",
                "Mobile",
                "GSM",
                "Fixe",
                "Phone",
                "phone_number",
                "PhoneNumber",
                "Phone No",
                "Cell",
                "MSISDN",
                "Mobile phone",
                "work-phone",
                "telephoneportable",
                "telmob",
                "numportable",
                "TELPERSO",
                "Cellulaire",
                "Ligne directe",
                "WhatsApp",
                "natel"
            })
    void wordOfAHeaderNamesThePhoneColumn(String name) throws CallFileException {
        PhoneColumns found = find("nom;" + name, "Anne;0639980001");
        assertThat(found.header()).isTrue();
        assertThat(found.names()).containsExactly(name);
    }

    @Test
    void wideFileIsRefusedWithItsFirstColumnsAlone() {
        String header = IntStream.range(0, 5000).mapToObj(i -> "Champ " + i).collect(Collectors.joining(";"));
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> find(header, "x;".repeat(4999) + "x"))
                .satisfies(fault -> {
                    assertThat(fault.fault()).isEqualTo(Fault.UNSURE_COLUMN);
                    assertThat(fault.details())
                            .hasSize(22)
                            .startsWith("Champ 0", "Champ 1")
                            .endsWith("… (+4979)");
                });
        assertThat(new CallFileException(Fault.SEVERAL_SHEETS, "a.xlsx", List.of("é".repeat(3000), "b")).details())
                .containsExactly("é".repeat(80) + "…", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fax",
                "Fax tel",
                "Télécopie",
                "hotel",
                "Hôtel",
                "téléconseiller",
                "teleconseiller",
                "e-mail mobile",
                "type de téléphone",
                "date tel",
                "client",
                "telegramme",
                "mobilier"
            })
    void otherWordsDoNot(String name) throws CallFileException {
        PhoneColumns found = find(name + ";tel", "Anne;0639980001");
        assertThat(found.names()).containsExactly("tel");
    }

    @Test
    void refusalNamesNoColumnByAPhoneNumber() {
        LayoutOptions wrong = new LayoutOptions(
                List.of("tel"), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
        List<List<String>> records = List.of(List.of("Anne", "06 39 98 00 01"), List.of("Bert", "0639980002"));
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> PhoneColumns.find("a.csv", records, wrong, NumberingPlan.FRANCE))
                .satisfies(e -> assertThat(e.details()).containsExactly("tel", "Anne", "column 2"));
    }

    @Test
    void severalWordsAreSeveralColumns() throws CallFileException {
        assertThat(find("tel;nom;mobile", "0199000001;Anne;0639980001", "0199000001;Bert;")
                        .names())
                .containsExactly("tel", "mobile");
    }

    @Test
    void columnUnderAWordThatHoldsNoNumbersIsReadLeniently() throws CallFileException {
        PhoneColumns found = find("mobile;tel", "oui;0639980001", "non;0639980002");
        assertThat(found.names()).containsExactly("mobile", "tel");
        assertThat(found.lenient()).containsExactly(0);
    }

    @Test
    void columnOfNumbersUnderNoWordIsReadLenientlyBesideAPhone() throws CallFileException {
        PhoneColumns found = find("nom;Cabinet;tel", "A;0199000001;0639980001", "B;;0639980002");
        assertThat(found.columns()).containsExactly(1, 2);
        assertThat(found.lenient()).containsExactly(1);
        assertThat(find("client;tel", "732829320;0639980001").columns()).containsExactly(1);
        assertThat(find("fax;tel", "0199000001;0639980001").columns()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Port.",
                "Autre",
                "Contact 2",
                "n°2",
                "valeur",
                "champ4",
                "",
                "Num",
                "Fax",
                "Perso",
                "Conjoint",
                "T?l 2",
                "Col B"
            })
    void secondColumnWithoutItsZeroIsReadLenientlyUnderAnyHead(String head) throws CallFileException {
        for (LayoutOptions options : List.of(LayoutOptions.NONE, LayoutOptions.NONE.withColumns("Tel"))) {
            PhoneColumns found = find(
                    options,
                    "Nom;Tel;" + head,
                    "A;0639980001;612345671",
                    "B;0639980002;NC",
                    "C;0639980003;33698765432",
                    "D;0639980004;-",
                    "E;0639980005;0",
                    "F;0639980006;#N/A",
                    "G;0639980007;145678901.0",
                    "H;0639980008;voisin");
            assertThat(found.columns()).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "732829320,356000000,552100554,552081317", // SIREN
                "732 829 320,356 000 000,552 100 554",
                "612345671,75001,Paris,oui", // fewer than half
                "812345678,800123456,899123456", // no subscriber's
                "20260312,1234567890,73282932000074",
                "A12345678,612345678X"
            })
    void columnOfIdsIsNoSecondColumn(String ids) throws CallFileException {
        List<String> lines = new ArrayList<>(List.of("Nom;Tel;Client"));
        Arrays.stream(ids.split(",")).forEach(id -> lines.add("A;0639980001;" + id));
        assertThat(find(lines.toArray(String[]::new)).columns()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Telefon",
                "Handynummer",
                "Rufnummer",
                "Mobil",
                "Telefoon",
                "GSM-nummer",
                "Teléfono",
                "Móvil",
                "Celular",
                "Cellulare",
                "Telefone",
                "Telemóvel",
                "N° tel",
                "Tél.",
                "TÃ©l",
                "T\ufffdl",
                "T?l. 2",
                "T\u201al",
                "Mob.",
                "Telf."
            })
    void nameOfAPhoneIsKnownInSevenLanguagesAndWithASpoiledAccent(String head) {
        assertThat(PhoneColumns.namesPhones(head)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Portail",
                "Port",
                "Mobilier",
                "Type",
                "Fixe (prix)",
                "Portefeuille",
                "Cellule",
                "Hôtel",
                "Mobilität",
                "Titel"
            })
    void ordinaryNameIsNoneOfAPhone(String head) {
        assertThat(PhoneColumns.namesPhones(head)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Client", "N° client", "Réf.", "order id", "CODE", "Id"})
    void columnThatNamesIdsIsNoSecondColumn(String head) throws CallFileException {
        assertThat(find("Nom;Tel;" + head, "A;0639980001;612345671", "B;0639980002;698765432")
                        .columns())
                .containsExactly(1);
    }

    @Test
    void blankNameGoesWithThePhoneWordBeforeIt() throws CallFileException {
        assertThat(find("nom;Tel;;ville", "A;639980001;612345670;B", "C;639980002;;D")
                        .columns())
                .containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "639980002",
                "612345678",
                "73282932000074",
                "732 829 320 00074",
                "732 829 320",
                "01/02/2024",
                "20240102",
                "2024-01-02 10:30",
                "75001",
                "1234567890123",
                "A0639980001"
            })
    void idsDatesAndSiretDoNotWin(String other) throws CallFileException {
        assertThat(find("a;b", other + ";0639980001", other + ";0639980002").names())
                .containsExactly("b");
        assertThat(find(other + ";0639980001", other + ";0639980002").columns()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.399854E8", "6.1E8", "6,12E+08", "6.12E+08", "3.36E10"})
    void numberThatLostDigitsIsNoName(String first) throws CallFileException {
        assertThat(find(first, "0639980001", "0639980002").header()).isFalse();
    }

    @Test
    void twoColumnsOfNumbersAreInDoubtAndNamedUnderNames() throws CallFileException {
        unsure(List.of("a", "c"), "a;b;c", "0639980001;x;0199000001", "0639980002;y;0199000002");
        PhoneColumns found = find("0639980001;x;0199000001", "0639980002;y;0199000002", "0639980003;z;non");
        assertThat(found.columns()).containsExactly(0, 2);
        assertThat(found.lenient()).containsExactly(2);
    }

    @Test
    void bothSidesOfACallAreRead() throws CallFileException {
        for (String head : List.of("Appelant;Appelé", "src;dst")) {
            PhoneColumns found = find(head, "0199000001;0639980001", "0199000001;anonymous", "0639980002;0199000001");
            assertThat(found.columns()).containsExactly(0, 1);
            assertThat(found.lenient()).containsExactly(1);
        }
    }

    @Test
    void nameThatMayStandOverPeopleDoesNotWinAgainstNumbers() throws CallFileException {
        assertThat(find("Caller name;Number", "Anne;0639980001", "Bert;0639980002")
                        .columns())
                .containsExactly(1);
        assertThat(find("Nom;Contact;SMS", "Anne;0639980001;oui", "Bert;0639980002;non")
                        .columns())
                .containsExactly(1);
    }

    @Test
    void noColumnOfNumbersNamesThemAll() {
        unsure(List.of("nom", "ville"), "nom;ville", "Anne;Paris");
        unsure(List.of("client", "nom"), "client;nom", "612345670;Anne");
    }

    @Test
    void onlyColumnMayHoldBareDigits() throws CallFileException {
        assertThat(find("Contact", "639980001", "639980002").columns()).containsExactly(0);
        assertThat(find("639980001", "639980002").columns()).containsExactly(0);
        unsure(List.of("column 1"), "732829320", "356000000");
    }

    @Test
    void lineWithANumberIsNoHeaderEvenWhereItCannotBeRead() throws CallFileException {
        assertThat(find("mobile;0639980001", "fixe;0199000001").header()).isFalse();
        assertThat(find("mobile;0639980001 (soir)", "fixe;0199000001", "x;0639980002")
                        .header())
                .isFalse();
        assertThat(find("Nom;Tel 2024", "Anne;0639980001").header()).isTrue();
    }

    /** A program that cannot write the dashes of a number puts question marks; another one then adds lines in UTF-16. */
    @Test
    void lineOfAnotherEncodingWithTheDigitsOfANumberIsNoHeader() throws CallFileException {
        String first = "\"06?39?98?47?64\"";
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            String misread = new String(first.getBytes(StandardCharsets.ISO_8859_1), charset);
            assertThat(find(misread, "0639980001").header()).isFalse();
        }
        assertThat(find("\u4f4f\u5740", "0639980001").header()).isTrue();
    }

    private static void unsure(List<String> candidates, String... lines) {
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> find(lines))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNSURE_COLUMN))
                .satisfies(e -> assertThat(e.details()).isEqualTo(candidates));
    }

    private static PhoneColumns find(String... lines) throws CallFileException {
        return find(LayoutOptions.NONE, lines);
    }

    private static PhoneColumns find(LayoutOptions options, String... lines) throws CallFileException {
        List<List<String>> records =
                Arrays.stream(lines).map(line -> List.of(line.split(";", -1))).toList();
        return PhoneColumns.find("a.csv", records, options, NumberingPlan.FRANCE);
    }
}
