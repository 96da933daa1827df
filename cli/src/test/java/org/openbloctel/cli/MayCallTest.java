package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code may-call}: what it prints, what it does not know, and what it refuses. */
final class MayCallTest {
    /** All that the law of 2024 asks about a call of no special sector. */
    private static final List<String> ALL =
            List.of("--sector other --listed no --attempts none --refused-at none".split(" ", -1));

    @TempDir
    Path folder;

    private static Ran mayCall(List<String> options, String... more) {
        List<String> words = new ArrayList<>(List.of("may-call", "06 39 98 00 01"));
        words.addAll(options);
        words.addAll(List.of(more));
        return Ran.english(words.toArray(String[]::new));
    }

    @Test
    void verdictAndRulesStandOnALineAndEachRuleBelowWithItsArticle() {
        Ran ran = mayCall(ALL, "--at", "2026-02-01T12:00+01:00");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("06 39 98 00 01\tFORBIDDEN\tcalling-hours\n"
                        + "    calling-hours: Code de la consommation, D.223-9\n      Calls are made only")
                .endsWith("\n    Next possible call: 2026-02-02T10:00+01:00 (Europe/Paris).\n");
        assertThat(mayCall(ALL, "--at", "2026-02-02T12:00+01:00").out()).isEqualTo("06 39 98 00 01\tALLOWED\t\n");
        assertThat(mayCall(ALL, "--at", "2026-02-01T12:00+01:00", "--lang", "fr")
                        .out())
                .contains(
                        "On n’appelle que",
                        "Prochain appel possible\u00a0: 2\u00a0février 2026 à\u00a010\u00a0h\u00a000 (Europe/Paris).");
    }

    /** A consent is for what it names; one that the options only date was given for what the call is about. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sector other | ALLOWED
            --subject telecom | ALLOWED
            --subject telecom --consent-subject telecom | ALLOWED
            --subject telecom --consent-subject windows-doors | FORBIDDEN
            --subject telecom --consent-subject other --consent-goods windows | CANNOT_TELL
            --subject telecom --goods mobiles --consent-subject other --consent-goods les-mobiles | ALLOWED
            --subject other | CANNOT_TELL
            --subject other --goods fenêtres --consent-subject other --consent-goods FENETRES | ALLOWED
            --sector other --consent-subject windows-doors | CANNOT_TELL
            --sector other --goods fenêtres --consent-subject other --consent-goods alarmes | CANNOT_TELL
            --sector insurance --consent-subject insurance | ALLOWED
            """)
    void aConsentIsForWhatItNames(String about, String verdict) {
        List<String> options = new ArrayList<>(ALL);
        options.subList(0, 2).clear();
        options.addAll(List.of(about.split(" ", -1)));
        Ran ran = mayCall(
                options,
                "--at",
                "2026-12-08T11:00+01:00",
                "--consent",
                "2026-11-01T10:00+01:00/2027-06-01T10:00+02:00");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("06 39 98 00 01\t" + verdict + "\t");
        if (verdict.equals("CANNOT_TELL")) {
            assertThat(ran.out()).contains("subject");
        }
    }

    @Test
    void aSubjectOfAnotherSectorIsRefusedInWords() {
        Ran ran = mayCall(List.of("--sector", "insurance", "--subject", "telecom"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("the subject telecom lies in the sector other, not in insurance");
        assertThat(mayCall(List.of("--subject", "gardening")).err()).contains("telecom", "windows-doors");
    }

    @Test
    void nowIsTheTimeOfACallThatNamesNone() {
        List<String> words = new ArrayList<>(List.of("may-call", "0639980001"));
        words.addAll(ALL);
        assertThat(Ran.at(Instant.parse("2026-02-02T09:00:00Z"), words.toArray(String[]::new))
                        .out())
                .isEqualTo("0639980001\tALLOWED\t\n");
        assertThat(Ran.at(Instant.parse("2026-02-02T08:59:59Z"), words.toArray(String[]::new))
                        .out())
                .startsWith("0639980001\tFORBIDDEN\tcalling-hours\n");
    }

    /** Each fact alone is needed: without it the answer names what is missing. */
    @ParameterizedTest
    @CsvSource({
        "sector, energy-renovation-ban cpf-ban insurance-refusal insurance-recontact, --sector",
        "listed, opposition-list list-check, --list",
        "attempts, insurance-recontact attempt-limit, --attempts",
        "refused-at, insurance-refusal refusal-pause, --refused-at",
    })
    void factThatIsNotStatedIsMissingAndNeverAYes(String option, String rules, String named) {
        List<String> options = new ArrayList<>(ALL);
        options.set(options.indexOf("--sector") + 1, "insurance");
        int at = options.indexOf("--" + option);
        options.subList(at, at + 2).clear();
        Ran ran = mayCall(options, "--at", "2026-02-02T12:00+01:00");
        assertThat(ran.out().lines().findFirst().orElse("")).startsWith("06 39 98 00 01\tCANNOT_TELL\t");
        assertThat(List.of(rules.split(" ", -1)))
                .containsAll(List.of(ran.out()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .split("\t", -1)[2]
                        .split(" ", -1)));
        assertThat(ran.out()).contains("      Missing: ", "(" + named);
    }

    @Test
    void numberIsLookedUpInAListAndItsAgeCounts() {
        String list = folder.resolve("opposition.list").toString();
        String other = folder.resolve("other.list").toString();
        Ran.reading("0639980002\n", "list", "build", "-", "--out", list, "--time", "2026-01-15T00:00:00Z");
        Ran.reading("2015550101\n", "list", "build", "-", "--out", other, "--plan", "NA");
        List<String> words = new ArrayList<>(List.of("may-call", "0639980001", "0639980002", "--list", list));
        words.addAll(List.of("--sector", "other", "--attempts", "none", "--refused-at", "none", "--at"));
        assertThat(lines(words, "2026-02-13T12:00+01:00"))
                .containsExactly("0639980001\tALLOWED\t", "0639980002\tFORBIDDEN\topposition-list");
        assertThat(lines(words, "2026-02-16T12:00+01:00"))
                .containsExactly(
                        "0639980001\tFORBIDDEN\tlist-check", "0639980002\tFORBIDDEN\topposition-list list-check");
        assertThat(lines(words, "2026-01-14T12:00+01:00"))
                .as("a list says nothing of the days before it")
                .containsExactly(
                        "0639980001\tCANNOT_TELL\topposition-list list-check",
                        "0639980002\tCANNOT_TELL\topposition-list list-check");
        assertThat(Ran.english("may-call", "0639980001", "--list", other).code())
                .isEqualTo(ExitCode.LIST);
        Ran unassigned = Ran.english(
                "may-call", "0400123456", "--list", list, "--sector", "other", "--at", "2026-02-02T12:00+01:00");
        assertThat(unassigned.out()).startsWith("0400123456\tCANNOT_TELL\topposition-list list-check");
    }

    private static List<String> lines(List<String> words, String at) {
        List<String> all = new ArrayList<>(words);
        all.add(at);
        Ran ran = Ran.english(all.toArray(String[]::new));
        assertThat(ran.err()).isEmpty();
        return ran.out().lines().filter(line -> !line.startsWith(" ")).toList();
    }

    @Test
    void numbersComeFromStandardInputTooAndUnreadableOnesHaveTheirReason() {
        List<String> words = new ArrayList<>(List.of("may-call", "-", "--at", "2026-02-02T12:00+01:00"));
        words.addAll(ALL);
        Ran ran = Ran.reading("0639980001\n06 39\n0809123456\n+41225550101\n", words.toArray(String[]::new));
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .containsExactly(
                        "0639980001\tALLOWED\t",
                        "06 39\tCANNOT_TELL\twrong-length",
                        "0809123456\tCANNOT_TELL\tspecial-number",
                        "+41225550101\tCANNOT_TELL\tforeign");
    }

    @Test
    void aClaimedConsentAfterARefusalNamesTheRemedyAndAConfirmedOneLiftsIt() {
        List<String> asked = new ArrayList<>(List.of("may-call", "0639980002", "--at", "2026-12-08T11:00+01:00"));
        asked.addAll(List.of("--sector", "other", "--listed", "no", "--attempts", "none", "--refused-at"));
        asked.addAll(List.of("2026-11-02T10:00+01:00", "--consent", "2026-11-10T10:00+01:00/2027-06-01T10:00+02:00"));
        Ran claimed = Ran.english(asked.toArray(String[]::new));
        assertThat(claimed.out())
                .startsWith("0639980002\tFORBIDDEN\tno-call-after-objection\n")
                .contains("A consent is claimed");
        asked.addAll(List.of("--report", "json"));
        Json ground = Json.read(Ran.english(asked.toArray(String[]::new)).out())
                .get("grounds")
                .items()
                .getFirst();
        assertThat(ground.get("kind").need()).isEqualTo("FORBIDS");
        assertThat(ground.get("remedy").need()).contains("confirm it");
        asked.addAll(List.of("--consent-confirmed-at", "2026-11-11T10:00+01:00"));
        assertThat(Json.read(Ran.english(asked.toArray(String[]::new)).out())
                        .get("verdict")
                        .need())
                .isEqualTo("ALLOWED");
    }

    @Test
    void programsGetAnObjectALine() {
        Ran ran = Ran.english(
                "may-call",
                "0639980001",
                "06\"39",
                "--at",
                "2026-02-01T12:00+01:00",
                "--listed",
                "no",
                "--report",
                "json");
        List<Json> objects = ran.out().lines().map(Json::read).toList();
        assertThat(objects).hasSize(2);
        Json judged = objects.getFirst();
        assertThat(judged.get("number").need()).isEqualTo("+33639980001");
        assertThat(judged.get("verdict").need()).isEqualTo("FORBIDDEN");
        assertThat(judged.get("regime").need()).isEqualTo("calling-hours-2023");
        assertThat(judged.get("nextAllowedAt").text())
                .as("not while a fact is missing")
                .isEmpty();
        List<Json> grounds = judged.get("grounds").items();
        assertThat(grounds.getFirst().get("rule").need())
                .as("what forbids comes first")
                .isEqualTo("calling-hours");
        assertThat(grounds.getFirst().get("kind").need()).isEqualTo("FORBIDS");
        Json ground = grounds.get(1);
        assertThat(ground.get("rule").need()).isEqualTo("energy-renovation-ban");
        assertThat(ground.get("article").need()).isNotEmpty();
        assertThat(ground.get("kind").need()).isEqualTo("MISSING");
        assertThat(ground.get("missing").need()).isEqualTo("sector");
        assertThat(objects.getLast().get("input").need()).isEqualTo("06\"39");
        assertThat(objects.getLast().get("verdict").need()).isEqualTo("CANNOT_TELL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "--sector energy > energy-renovation, home-adaptation, cpf, insurance, press, poll, non-profit, other",
                "--relation contract > none, past-contract, ongoing-contract",
                "--b2b maybe > yes, no",
                "--report xml > text, json",
                "--at 2026-02-01T12:00 > a time with its offset",
                "--at 0026-02-01T12:00Z > a time with its offset",
                "--refused-at never > none, or a time",
                "--attempts often > none, or a time",
                "--consent yes > two times with a slash",
                "--consent 2026-02-01T12:00Z/never > two times with a slash",
                "--consent-subject telecom > give --consent, too",
                "--consent-goods alarmes > --consent-goods describes a consent",
                "--consent-confirmed-at 2026-02-01T12:00Z > give --consent, too",
                "--zone Paris > Europe/Paris",
                "--secter other > Did you mean --sector?",
                "--listed yes --list calls.list > either --list or --listed",
            })
    void valueThatCannotBeReadIsAnsweredWithThoseThatCan(String options, String answer) {
        Ran ran = mayCall(List.of(options.split(" ", -1)));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(answer).contains("bloctel may-call --help");
    }

    /** Every fact that a rule may miss has its words in both languages. */
    @ParameterizedTest
    @ValueSource(strings = {"2015-01-01T12:00Z", "2018-06-12T12:00Z", "2024-06-11T12:00Z", "2026-10-13T12:00Z"})
    void whatIsMissingIsSaidInEachRegime(String at) {
        for (String language : List.of("en", "fr")) {
            for (List<String> options : List.of(
                    List.of("--lang", language),
                    List.of("--lang", language, "--caller-id", "0639981234"),
                    List.of("--lang", language, "--automated", "yes", "--sector", "insurance"),
                    List.of("--lang", language, "--consent", "2026-10-01T12:00Z/2027-10-01T12:00Z"))) {
                Ran ran = mayCall(options, "--at", at);
                assertThat(ran.err()).isEmpty();
                assertThat(ran.out()).contains("\tCANNOT_TELL\t");
            }
        }
    }
}
