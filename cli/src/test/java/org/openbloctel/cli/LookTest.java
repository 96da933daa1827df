package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bloctel look} shows of a file, and that it writes nothing and shows no number. */
final class LookTest {
    private static final String CALLS = """
            Prospects de mai
            Nom;Téléphone;Pays
            Anne Martin;06 39 98 00 01;France
            Bert;;France
            Carl;0470123456;Belgique
            Dora;08 00 00 00 00;France
            Emil;abc;France
            """.replace("\n", "\r\n");

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, Charset.forName("windows-1252"))
                .toString();
    }

    private static Json json(String... arguments) {
        Ran ran = Ran.english(Stream.concat(Stream.of("look", "--report", "json"), Stream.of(arguments))
                .toArray(String[]::new));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        return Json.read(ran.out());
    }

    @Test
    void showsTheLayoutTheColumnsTheFirstLinesAndWhatTheyHold() throws IOException {
        String calls = file("calls.csv", CALLS);
        Ran ran = Ran.english("look", calls);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines().map(String::stripTrailing).collect(Collectors.toList()))
                .startsWith(
                        "calls.csv",
                        "  container   none: the table itself",
                        "  encoding    windows-1252",
                        "  separator   ;",
                        "  line end    CRLF",
                        "  quotes      \" around fields, \"\" within them",
                        "  header      record 2",
                        "  columns     1 Nom, 2 Téléphone, 3 Pays",
                        "  phones      2 Téléphone: by its name",
                        "  country     Pays",
                        "")
                .contains("  An•• ••••••           06 39 •• •• ••        Fr••••")
                .endsWith(
                        "  lines       5, all of the file",
                        "      1  readable: they would be looked up",
                        "      1  blank: no number",
                        "      1  not-a-number: cannot be read as a phone number",
                        "      1  special-number: 08, short or service number",
                        "      1  foreign: a number of another country");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(Path.of(calls));
        }
    }

    @Test
    void namedPlaceholderIsBlank() throws IOException {
        String file = file("unknown.csv", "Nom;Téléphone\nAnne;à rappeler\nBert;0639980002\n");
        String blank = "blank: no number";
        assertThat(Ran.english("look", file).out()).doesNotContain(blank);
        assertThat(Ran.english("look", file, "--blank", "A RAPPELER").out()).contains(blank);
    }

    @Test
    void jsonHasTheSameFacts() throws IOException {
        Json seen = json(file("calls.csv", CALLS));
        assertThat(seen.get("encoding").need()).isEqualTo("windows-1252");
        assertThat(seen.get("titles").number(-1)).isEqualTo(1);
        assertThat(seen.get("phones"))
                .hasToString("[{\"column\": 2, \"name\": \"Téléphone\", \"by\": \"name\", \"lenient\": false}]");
        assertThat(seen.get("country").number(-1)).isEqualTo(3);
        assertThat(seen.get("sample"))
                .hasToString("{\"lines\": 5, \"whole\": true, \"readable\": 1, \"unreadable\": {\"blank\": 1, "
                        + "\"not-a-number\": 1, \"special-number\": 1, \"foreign\": 1}}");
        assertThat(seen.get("looksLike").value()).isNull();
    }

    @Test
    void firstTenThousandLinesAreCounted() throws IOException {
        String rows = IntStream.range(0, 25_000)
                .mapToObj(i -> i % 2 == 0 ? "0639980001" : "abc")
                .collect(Collectors.joining("\n", "tel\n", "\n"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(rows.getBytes(Charset.forName("US-ASCII")));
        }
        Json seen = json(
                Files.write(folder.resolve("a.csv.gz"), packed.toByteArray()).toString());
        assertThat(seen.get("container").need()).isEqualTo("gzip");
        assertThat(seen.get("sample"))
                .hasToString("{\"lines\": 10000, \"whole\": false, \"readable\": 5000, \"unreadable\": "
                        + "{\"not-a-number\": 5000}}");
    }

    @Test
    void fileWhoseColumnIsNotSureIsShownAllTheSame() throws IOException {
        String calls = file("calls.csv", "a;b;c\nAnne;0639980001;0199000001\nBert;0639980002;0199000002\n");
        Ran ran = Ran.french("look", calls);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out()).contains("An••", "06••••••••", "01••••••••").doesNotContain("639980001");
        assertThat(ran.err()).contains("Nommez-la par --column");
        assertThat(json(calls, "--column", "2").get("phones").items())
                .singleElement()
                .satisfies(phone -> assertThat(phone.get("by").need()).isEqualTo("named"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "empty.csv! ''! 3! empty.csv, ligne 1, octet 0 : le fichier est vide.",
                "a.csv! nom^tel/Anne^0639980001! 2! a.csv, ligne 1 : le caractère ^ sépare les champs. Nommez-le par --separator",
                "a.csv! nom tel/Anne 0639980001! 2! a.csv, ligne 1 : des blancs séparent les champs. Nommez-les par --separator ' '",
            })
    void endsAsAScrubWould(String name, String lines, int code, String said) throws IOException {
        Ran ran = Ran.french("look", file(name, lines.replace('/', '\n')));
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().replace('\u00a0', ' ')).startsWith("bloctel: " + said);
    }

    @Test
    void workbookIsShownByItsSheet() throws IOException {
        String book = WorkbookSheetsTest.workbook(
                folder.resolve("book.xlsx"),
                List.of(List.of("Légende", "NC"), List.of("Appels", "tel", "0639980001", "NC")));
        Ran ran = Ran.english("look", book);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("container   workbook, sheet Appels", "other sheets: Légende", "1 tel: by its name")
                .contains("06", "2, all of the file", "1  readable")
                .doesNotContain("0639980001", "separator");
        Ran several = Ran.english(
                "look",
                WorkbookSheetsTest.workbook(
                        folder.resolve("book.xlsx"),
                        List.of(List.of("Nord", "tel", "0639980001"), List.of("Sud", "tel", "0639980002"))));
        assertThat(several.code()).isEqualTo(ExitCode.USAGE);
        assertThat(several.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0470 12 34 5#, BE",
        "0470/12.34.5#, BE",
        "470 12 34 5#, BE",
        "079 123 45 6#, CH",
        "0171 234567#8, DE",
        "030/1234567#, DE",
        "612 345 67#, ES",
        "07700 90012#, GB",
        "(212) 555-012#, US",
        "212555012#, US",
        "+49 171 234567#, +49",
        "0032 470 12 34 5#, +32",
        "06 39 98 00 0#, ",
        "04 72 00 00 0#, ",
        "047200000#, ",
        "612345678, ",
        "+33 6 39 98 00 0#, ",
        "+262 639 98 00 0#, "
    })
    void numbersThatLookForeignAreTold(String number, String country) throws IOException {
        String rows = IntStream.range(0, 9)
                .mapToObj(i -> number.replace("#", Integer.toString(i)))
                .collect(Collectors.joining("\n", "tel\n", "\n"));
        String seen = json(file("calls.csv", rows), "--column", "tel", "--header", "yes")
                .get("looksLike")
                .text()
                .orElse(null);
        assertThat(seen).isEqualTo(country);
    }

    @Test
    void scrubWarnsOfNumbersThatLookForeignAndAnotherPlanReadsThem() throws IOException {
        String calls = file("calls.csv", "tel\n0470 12 34 56\n0470 12 34 57\n0470 12 34 58\n");
        String list = folder.resolve("a.list").toString();
        Ran.reading("0639980001\n", "list", "build", "-", "--out", list);
        Ran ran = Ran.english("scrub", calls, "--list", list);
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).contains("warning: calls.csv: Most numbers are written as in another country (Belgium)");
        String american = file("us.csv", "tel\n212-555-0121\n212-555-0122\n212-555-0123\n");
        assertThat(json(american, "--plan", "NA").get("looksLike").value()).isNull();
        assertThat(Ran.english("look", american, "--plan", "XX").code()).isEqualTo(ExitCode.USAGE);
    }
}
