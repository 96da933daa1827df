package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;

/** The name of a file is shown in mails, pages and logs: it has no folder, no number, nothing that a terminal or a disk obeys. */
final class SentPropertyTest {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\"<>|*?:/\\\\]");
    private static final Pattern NINE_DIGITS = Pattern.compile("(?:\\p{Nd}[^\\p{Nd}\\p{L}]{0,2}){9}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prospects.csv|prospects.csv",
                "C:\\Users\\moi\\prospects.csv|prospects.csv",
                "../../etc/passwd|passwd",
                "a/b\\c.csv|c.csv",
                "..|fichier.csv",
                "...|fichier.csv",
                "dossier/|fichier.csv",
                "a\u202ecsv.exe|acsv.exe",
                "0639980001.csv|….csv",
                "appels 06.39.98.00.01 juin.csv|appels … juin.csv",
                "06_39_98_00_01.csv|….csv",
                "appels_+33_6_39_98_00_01_juin.csv|appels_…_juin.csv",
                "06\u00a039\u00a098\u00a000\u00a001.csv|….csv",
                "export_2026_11_25_08_30_12.csv|export_2026_11_25_08_30_12.csv",
                "export-20261125083012.csv|export-20261125083012.csv",
                "contacts_2026_06.csv|contacts_2026_06.csv",
                "Q3_2026_v2_12345678.csv|Q3_2026_v2_12345678.csv",
                "fichier_01_02.csv|fichier_01_02.csv"
            })
    void nameIsHarmlessAndStaysReadable(String name, String expected) {
        assertThat(Sent.harmlessName(name)).isEqualTo(expected);
    }

    @Test
    void anyNameIsShortPrintableAndWithoutANumber() {
        SplittableRandom random = Seed.random(SentPropertyTest.class);
        List<String> pieces = List.of(
                "/",
                "\\",
                "..",
                ".csv",
                "é",
                " ",
                "-",
                "_",
                "\0",
                "\u202e",
                "\u200b",
                "\n",
                ":",
                "*",
                "\u00a0",
                "a",
                "x1",
                "06",
                "39",
                "98",
                "0639980001",
                "+33",
                "(0)6",
                "\u2011",
                "\uff10\uff16",
                "client",
                "..csv");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(25); n > 0; n--) {
                name.append(pieces.get(random.nextInt(pieces.size())));
            }
            String harmless = Sent.harmlessName(name.toString());
            assertThat(harmless).as("%s", name).isNotBlank().hasSizeLessThanOrEqualTo(120);
            assertThat(UNPRINTABLE.matcher(harmless).find())
                    .as("%s: %s", name, harmless)
                    .isFalse();
            assertThat(harmless.chars().allMatch(c -> c == '.')).as(harmless).isFalse();
            assertThat(harmless).doesNotContain("0639980001");
        }
    }

    @Test
    void numberWithAnythingUsualBetweenItsPairsIsHidden() {
        SplittableRandom random = Seed.random(SentPropertyTest.class);
        for (String between : List.of("", " ", ".", "-", "_", "\u00a0", "\u202f", "\u2011", ". ", " - ")) {
            for (String start : List.of("06", "07", "01", "+33" + between + "6", "0033" + between + "6", "+33 (0)6")) {
                StringBuilder number = new StringBuilder(start);
                for (int pair = 0; pair < 4; pair++) {
                    number.append(between).append(10 + random.nextInt(90));
                }
                String name = "liste " + number + ".csv";
                assertThat(NINE_DIGITS.matcher(Sent.harmlessName(name)).find())
                        .as(name)
                        .isFalse();
            }
        }
    }

    @Test
    void longNameKeepsItsEnding() {
        String name = Sent.harmlessName("a".repeat(500) + ".csv.gz");
        assertThat(name).hasSize(120).startsWith("…a").endsWith("a.csv.gz");
        assertThat(Sent.harmlessName("a".repeat(120))).isEqualTo("a".repeat(120));
        assertThat(Sent.harmlessName("1".repeat(50_000)).length())
                .as("and takes no stack")
                .isLessThan(121);
    }

    @Test
    void campaignStaysAnIdOrHasItsNumbersHidden() {
        String id = UUID.randomUUID().toString();
        assertThat(sent("a.csv", id + " ").campaign()).contains(id);
        assertThat(sent("a.csv", "rappel 06_39_98_00_01").campaign()).contains("rappel …");
        assertThat(sent("a.csv", "x".repeat(300)).campaign().orElseThrow()).hasSize(120);
    }

    /** Under one key the same request is known by all that decides what becomes of it. */
    @Test
    void fingerprintTellsRequestsApart() {
        Sent one = sent("a.csv", "Été");
        assertThat(List.of(
                        one.fingerprint("f"),
                        one.fingerprint("g"),
                        sent("b.csv", "Été").fingerprint("f"),
                        sent("a.csv", "Hiver").fingerprint("f"),
                        options(LayoutOptions.NONE.withColumns("b")).fingerprint("f"),
                        options(LayoutOptions.NONE.withPlaceholders(Placeholders.usualAnd(List.of("à rappeler"))
                                        .orElseThrow()))
                                .fingerprint("f"),
                        forPrincipal(SubmissionFixture.OTHER).fingerprint("f"),
                        new Sent(
                                        one.company(),
                                        one.principal(),
                                        one.actor(),
                                        "a.csv",
                                        LayoutOptions.NONE,
                                        Optional.empty(),
                                        one.campaign(),
                                        Sent.Channel.API,
                                        Optional.of(new UUID(1, 1)))
                                .fingerprint("f")))
                .doesNotHaveDuplicates();
        assertThat(sent("folder/a.csv", "Été").fingerprint("f")).isEqualTo(one.fingerprint("f"));
    }

    private static Sent sent(String name, String campaign) {
        return new Sent(
                SubmissionFixture.COMPANY,
                SubmissionFixture.COMPANY,
                "member:1",
                name,
                LayoutOptions.NONE,
                Optional.empty(),
                Optional.of(campaign),
                Sent.Channel.API);
    }

    private static Sent options(LayoutOptions options) {
        return new Sent(
                SubmissionFixture.COMPANY,
                SubmissionFixture.COMPANY,
                "member:1",
                "a.csv",
                options,
                Optional.empty(),
                Optional.of("Été"),
                Sent.Channel.API);
    }

    private static Sent forPrincipal(UUID principal) {
        return new Sent(
                SubmissionFixture.COMPANY,
                principal,
                "member:1",
                "a.csv",
                LayoutOptions.NONE,
                Optional.empty(),
                Optional.of("Été"),
                Sent.Channel.API);
    }

    /** A request that is repeated at a server of another release is the same one: its digest never changes. */
    @Test
    void fingerprintIsThatOfReleasesBefore() {
        LayoutOptions options = new LayoutOptions(
                List.of("Mobile", "3"),
                Optional.of('|'),
                Optional.of(Encoding.UTF_8),
                Optional.of(true),
                Optional.empty(),
                Optional.of("Feuille 2"));
        UUID company = new UUID(0, 1);
        Sent sent = new Sent(
                company,
                company,
                "key:1",
                "calls.csv",
                options,
                Optional.of("k"),
                Optional.of("Automne"),
                Sent.Channel.API);
        assertThat(sent.fingerprint("ab".repeat(32)))
                .isEqualTo("9e6eae21ad53969a928c289cb140faf0827d0f80691d7382ad00ca3d42b4f495");
    }
}
