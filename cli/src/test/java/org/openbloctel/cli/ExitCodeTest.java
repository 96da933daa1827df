package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every exit code with its one line in English and French, and nothing among the results. */
@Tag("long")
final class ExitCodeTest {
    private static final String CALLS = "nom;tel\nAnne;0639980001\nBert;0639980002\n";

    @TempDir
    Path folder;

    private String calls = "";
    private String list = "";

    @BeforeEach
    void makeAListAndACallFile() throws IOException {
        calls = file("calls.csv", CALLS);
        list = build("opposition.list");
    }

    private String build(String name, String... options) {
        String file = path(name);
        String[] words = {"list", "build", "-", "--out", file};
        String[] args = Stream.of(words, options).flatMap(Arrays::stream).toArray(String[]::new);
        assertThat(Ran.reading("0639980001\n", args).code()).isEqualTo(ExitCode.DONE);
        return file;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** Runs it in both languages; DIR in what it must say stands for the folder. */
    private void ends(int code, String english, String french, String... args) throws IOException {
        List<Path> before = files();
        says(Ran.english(args), code, english, "bloctel: try: ");
        says(Ran.french(args), code, french, "bloctel: essayez : ");
        assertThat(files()).isEqualTo(before);
    }

    private void says(Ran ran, int code, String text, String hint) {
        // Whether French has its no-break spaces is OutputTest's matter.
        String said = ran.err().replace('\u00a0', ' ').replace('\u202f', ' ');
        List<String> lines = said.replace(folder.toString(), "DIR").lines().toList();
        assertThat(lines).isNotEmpty();
        assertThat(lines.get(0)).isEqualTo("bloctel: " + text);
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.out()).isEmpty();
        List<String> more = lines.subList(1, lines.size());
        assertThat(more)
                .hasSizeLessThanOrEqualTo(code == ExitCode.USAGE ? 1 : 0)
                .allSatisfy(line -> assertThat(line).startsWith(hint).endsWith(" --help"));
    }

    /** Without the revision that is kept of a list. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.toString().endsWith(".seen"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void doneIsZeroAndSilentOnTheErrorStream() {
        Ran ran = Ran.english("scrub", calls, "--list", list);
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("not listed", "1", "50.0%").doesNotContain("callable ", ".callable.");
    }

    @Test
    void theCodesAreTheDocumentedOnes() {
        assertThat(List.of(
                        ExitCode.DONE,
                        ExitCode.USAGE,
                        ExitCode.INPUT,
                        ExitCode.LIST,
                        ExitCode.SERVER,
                        ExitCode.NOT_ALLOWED,
                        ExitCode.BUG,
                        ExitCode.OUTPUT))
                .containsExactly(0, 2, 3, 4, 5, 10, 70, 74);
    }

    @Test
    void unknownOptionIsSuggestedOne() throws IOException {
        ends(
                ExitCode.USAGE,
                "--colum is no option or command here. Did you mean --column?",
                "--colum n’est ni une option ni une commande ici. Vouliez-vous dire --column ?",
                "scrub",
                calls,
                "--list",
                list,
                "--colum",
                "2");
    }

    @Test
    void unknownCommandIsSuggestedOne() throws IOException {
        ends(
                ExitCode.USAGE,
                "scurb is no option or command here. Did you mean scrub?",
                "scurb n’est ni une option ni une commande ici. Vouliez-vous dire scrub ?",
                "scurb",
                calls);
    }

    @Test
    void noCommandAtAllShowsTheHelpOnTheErrorStream() {
        Ran ran = Ran.english();
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo(Ran.english("--help").out());
    }

    @Test
    void missingPartsAreNamed() throws IOException {
        ends(ExitCode.USAGE, "missing: --list", "il manque : --list", "scrub", calls);
        ends(ExitCode.USAGE, "missing: FILE...", "il manque : FILE...", "scrub", "--list", list);
        ends(ExitCode.USAGE, "--list needs a value.", "--list attend une valeur.", "scrub", calls, "--list");
    }

    @Test
    void wrongValuesAreNamed() throws IOException {
        for (String option : List.of("threads", "max-list-age")) {
            ends(
                    ExitCode.USAGE,
                    "xyz is no value for --" + option + ".",
                    "xyz n’est pas une valeur pour --" + option + ".",
                    "scrub",
                    calls,
                    "--list",
                    list,
                    "--" + option,
                    "xyz");
        }
        ends(
                ExitCode.USAGE,
                "there is no numbering plan XX; there are FR and NA.",
                "il n’y a pas de plan de numérotation XX ; il y a FR et NA.",
                "check",
                "1",
                "--list",
                list,
                "--plan",
                "XX");
    }

    @Test
    void missingFileIsNamed() throws IOException {
        ends(
                ExitCode.INPUT,
                "cannot read DIR/none.csv: there is no such file",
                "lecture impossible : DIR/none.csv : ce fichier n’existe pas",
                "scrub",
                path("none.csv"),
                "--list",
                list);
    }

    @Test
    void folderIsNoCallFile() throws IOException {
        ends(
                ExitCode.INPUT,
                "DIR is a folder, not a file.",
                "DIR est un dossier, pas un fichier.",
                "scrub",
                folder.toString(),
                "--list",
                list);
    }

    @Test
    void resultsNeedAFolderThatCanBeMade() throws IOException {
        ends(
                ExitCode.OUTPUT,
                "the folder DIR/calls.csv/none cannot be made.",
                "le dossier DIR/calls.csv/none ne peut pas être créé.",
                "scrub",
                calls,
                "--list",
                list,
                "--out",
                path("calls.csv/none"));
    }

    @Test
    void listGivenAsACallFileIsNotSorted() throws IOException {
        ends(
                ExitCode.INPUT,
                "opposition.list, line 1, byte 0: this is an opposition list, not a call file.",
                "opposition.list, ligne 1, octet 0 : c’est une liste d’opposition, pas un fichier de prospection.",
                "scrub",
                list,
                "--list",
                list);
    }

    @Test
    void callFileGivenAsAListIsNotTrusted() throws IOException {
        ends(
                ExitCode.LIST,
                "DIR/calls.csv is not an opposition list. Make one with: bloctel list build.",
                "DIR/calls.csv n’est pas une liste d’opposition. Pour en faire une : bloctel list build.",
                "scrub",
                calls,
                "--list",
                calls);
    }

    @Test
    void missingListIsNeverAnEmptyOne() throws IOException {
        ends(
                ExitCode.LIST,
                "the list DIR/none.list does not exist. Make one with: bloctel list build.",
                "la liste DIR/none.list n’existe pas. Pour en faire une : bloctel list build.",
                "scrub",
                calls,
                "--list",
                path("none.list"));
        ends(
                ExitCode.LIST,
                "DIR is not a file, so it is not a list.",
                "DIR n’est pas un fichier, donc pas une liste.",
                "check",
                "0639980001",
                "--list",
                folder.toString());
    }

    @Test
    void truncatedListIsNotTrusted() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(list));
        for (int length : new int[] {bytes.length - 1, 128, 100, 8}) {
            Files.write(folder.resolve("cut.list"), Arrays.copyOf(bytes, length));
            ends(
                    ExitCode.LIST,
                    "the list DIR/cut.list is not whole: it is shorter or longer than it says. Fetch it again.",
                    "la liste DIR/cut.list n’est pas entière : elle est plus courte ou plus longue qu’elle ne le dit."
                            + " Récupérez-la à nouveau.",
                    "scrub",
                    calls,
                    "--list",
                    path("cut.list"));
        }
    }

    @Test
    void damagedListIsNotTrusted() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(list));
        for (int at : new int[] {bytes.length - 1, bytes.length / 2, 50}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(folder.resolve("bad.list"), damaged);
            ends(
                    ExitCode.LIST,
                    "the list DIR/bad.list is damaged: its checksums do not fit. Fetch it again.",
                    "la liste DIR/bad.list est abîmée : ses sommes de contrôle sont fausses. Récupérez-la à nouveau.",
                    "check",
                    "0639980002",
                    "--list",
                    path("bad.list"));
        }
    }

    @Test
    void newerListIsNotTrusted() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(list));
        bytes[8] = 2;
        Files.write(folder.resolve("new.list"), bytes);
        ends(
                ExitCode.LIST,
                "the list DIR/new.list is of a newer format. Update this program.",
                "la liste DIR/new.list est d’un format plus récent. Mettez ce programme à jour.",
                "scrub",
                calls,
                "--list",
                path("new.list"));
    }

    @Test
    void listOlderThanThirtyDaysIsNotTrustedUnlessToldSo() throws IOException {
        String old = build("old.list", "--time", "2026-01-02T11:59:59Z");
        ends(
                ExitCode.LIST,
                "the list DIR/old.list is too old to trust. Get a newer one, or choose --max-list-age.",
                "la liste DIR/old.list est trop ancienne pour être fiable. Prenez-en une plus récente, ou choisissez"
                        + " --max-list-age.",
                "scrub",
                calls,
                "--list",
                old);
        String justYoungEnough = build("young.list", "--time", "2026-01-02T12:00:00Z");
        assertThat(Ran.english("check", "1", "--list", justYoungEnough).code()).isEqualTo(ExitCode.DONE);
        for (String days : List.of("0", "31")) {
            Ran ran = Ran.english("check", "0639980001", "--list", old, "--max-list-age", days);
            assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void listOfAnotherPlanIsNotTrusted() throws IOException {
        ends(
                ExitCode.LIST,
                "the list DIR/opposition.list is of another numbering plan.",
                "la liste DIR/opposition.list est d’un autre plan de numérotation.",
                "scrub",
                calls,
                "--list",
                list,
                "--plan",
                "NA");
    }

    @Test
    void unsureColumnNamesItsCandidates() throws IOException {
        ends(
                ExitCode.USAGE,
                "two.csv, line 1: cannot tell which column holds the phone numbers. Name it with --column;"
                        + " candidates: a, b",
                "two.csv, ligne 1 : impossible de dire quelle colonne contient les numéros de téléphone. Nommez-la par"
                        + " --column ; candidates : a, b",
                "scrub",
                file("two.csv", "nom;a;b\nAnne;0639980001;0199000001\nBert;0639980002;0199000002\n"),
                "--list",
                list);
    }

    @Test
    void columnThatIsNotThereNamesThoseThatAre() throws IOException {
        ends(
                ExitCode.USAGE,
                "calls.csv, line 1: there is no column gsm. There are: nom, tel",
                "calls.csv, ligne 1 : il n’y a pas de colonne gsm. Il y a : nom, tel",
                "scrub",
                calls,
                "--list",
                list,
                "--column",
                "gsm");
    }

    @Test
    void emptyFileAndPdfAreNoCallFiles() throws IOException {
        ends(
                ExitCode.INPUT,
                "empty.csv, line 1, byte 0: the file is empty.",
                "empty.csv, ligne 1, octet 0 : le fichier est vide.",
                "scrub",
                file("empty.csv", ""),
                "--list",
                list);
        ends(
                ExitCode.INPUT,
                "a.csv, line 1, byte 0: this is a PDF document. Ask for the table that it was made of.",
                "a.csv, ligne 1, octet 0 : c’est un document PDF. Demandez le tableau dont il est fait.",
                "scrub",
                file("a.csv", "%PDF-1.7\n"),
                "--list",
                list);
    }

    @Test
    void readOnlyFolderCannotTakeResults() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        assertThat(out.toFile().setWritable(false)).isTrue();
        try {
            assumeFalse(Files.isWritable(out), "this user (root) writes into read-only folders");
            ends(
                    ExitCode.OUTPUT,
                    "the results could not be written: DIR/out: permission denied."
                            + " Nothing was left under a final name.",
                    "les résultats n’ont pas pu être écrits : DIR/out : accès refusé."
                            + " Rien n’est resté sous un nom définitif.",
                    "scrub",
                    calls,
                    "--list",
                    list,
                    "--out",
                    out.toString());
        } finally {
            assertThat(out.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void folderUnderTheNameOfAResultIsNotReplaced() throws IOException {
        Files.createDirectory(folder.resolve("calls.not-listed.csv"));
        file("calls.not-listed.csv/mine", "");
        List<Path> before = files();
        Ran english = Ran.english("scrub", calls, "--list", list);
        Ran french = Ran.french("scrub", calls, "--list", list);
        assertThat(List.of(english.code(), french.code())).containsOnly(ExitCode.OUTPUT);
        assertThat(english.out() + french.out()).isEmpty();
        assertThat(english.err())
                .startsWith("bloctel: the results could not be written: " + path("calls.not-listed.csv"))
                .hasLineCount(1);
        assertThat(french.err())
                .startsWith("bloctel: les résultats n’ont pas pu être écrits\u00a0: " + path("calls.not-listed.csv"))
                .hasLineCount(1);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void filesWhoseResultsWouldHaveOneNameAreRefused() throws IOException {
        Files.createDirectory(folder.resolve("other"));
        String same = file("other/calls.csv", CALLS);
        ends(
                ExitCode.USAGE,
                "the results of calls.csv would overwrite those of another file. Scrub them one at a time with"
                        + " different --out.",
                "les résultats de calls.csv écraseraient ceux d’un autre fichier. Traitez-les un par un avec des --out"
                        + " différents.",
                "scrub",
                calls,
                same,
                "--list",
                list,
                "--out",
                folder.toString());
        assertThat(Ran.english("scrub", calls, path("./calls.csv"), "--list", list)
                        .code())
                .isEqualTo(ExitCode.USAGE);
        // Their reports would have one name.
        String text = file("calls.txt", CALLS);
        assertThat(Ran.english("scrub", calls, text, "--list", list).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.english("scrub", calls, same, "--list", list).code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void noListIsMadeOfLinesThatCannotBeRead() throws IOException {
        String numbers = "0639980001\nabc\n";
        Ran ran = Ran.reading(numbers, "list", "build", "-", "--out", path("half.list"));
        assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("bloctel: 1 lines cannot be read, so no list was made", "--lenient");
        assertThat(folder.resolve("half.list")).doesNotExist();
        Ran lenient = Ran.reading(numbers, "list", "build", "-", "--out", path("half.list"), "--lenient");
        assertThat(lenient.code()).isEqualTo(ExitCode.DONE);
        String glued = file("glued.txt", "0639980001\r0639980002\n0639980003\n");
        assertThat(Ran.english("list", "build", glued, "--out", path("glued.list"))
                        .code())
                .isEqualTo(ExitCode.INPUT);
    }

    @Test
    void aListIsMadeOfTextAlone() throws IOException {
        String zip = file("numbers.xlsx", "PK\u0003\u0004 0639980001\n");
        ends(
                ExitCode.INPUT,
                "DIR/numbers.xlsx is a workbook or an archive, not a text. Save its numbers as text, one a line.",
                "DIR/numbers.xlsx est un classeur ou une archive, pas un texte. Enregistrez ses numéros en texte, un par ligne.",
                "list",
                "build",
                zip,
                "--out",
                path("zip.list"));
        String zeros = file("zeros.txt", "0639980001\n\u0000\n");
        ends(
                ExitCode.INPUT,
                "DIR/zeros.txt is not a text: it holds zero bytes. Save its numbers as text, one a line.",
                "DIR/zeros.txt n’est pas un texte : il contient des octets nuls. Enregistrez ses numéros en texte, un par ligne.",
                "list",
                "build",
                zeros,
                "--out",
                path("zeros.list"));
    }

    @Test
    void oneBadFileDoesNotStopTheOthersAndGivesItsCode() throws IOException {
        String empty = file("empty.csv", "");
        String more = file("more.csv", CALLS);
        Ran ran = Ran.english("scrub", calls, empty, path("none.csv"), more, "--list", list);
        assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ran.err()).hasLineCount(2).contains("empty.csv", "none.csv");
        assertThat(files()).contains(folder.resolve("calls.report.json"), folder.resolve("more.report.json"));
        assertThat(folder.resolve("empty.report.json")).doesNotExist();
    }
}
