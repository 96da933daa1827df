package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** A file of consents is judged line by line; its report says of each line what became of it, and never a number. */
final class ConsentImportsIT {
    private static final UUID COMPANY = new UUID(1, 1);
    private static final String HEADER =
            "Référence;Numéro;Donné le;Valable jusqu’au;Tiers;Produits ou services;Secteurs;Texte montré;Canal;Acte positif;"
                    + "Retrait expliqué;Preuve proposée;Empreinte de la preuve\r\n";
    private static final String PROOF = "sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450";

    private final ConsentWorld world = new ConsentWorld();
    private final Database database = world.database;
    private final Consents consents = world.consents;
    private final ConsentImports imports = new ConsentImports(database, world.clock, consents);

    @BeforeEach
    void company() {
        world.company(COMPANY, "000000018");
    }

    private static String line(String reference, String number) {
        return reference + ";" + number + ";2026-11-24T15:00:00+01:00;2027-11-24T15:00:00+01:00;aucun;Fenêtres;autre;"
                + "\"J’accepte ; on peut m’appeler\r\nau sujet de \"\"fenêtres\"\"\";téléphone;oui;oui;oui;" + PROOF
                + "\r\n";
    }

    private ConsentImports.Report take(byte[] file) {
        try {
            return imports.take(COMPANY, "key:1", false, new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsentImports.Report take(String file) {
        return take(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> told(ConsentImports.Report report) {
        return report.lines().stream()
                .map(line -> line.line() + " " + line.reference() + " "
                        + (line.code() != null ? line.code() : line.known() ? "KNOWN" : "NEW"))
                .toList();
    }

    private int count() {
        return database.accounts()
                .sql("select count(*) from accounts.consent")
                .query(Integer.class)
                .single();
    }

    @Test
    void aFileNamesSubjectsInPlaceOfSectors() {
        String file = HEADER.replace("Secteurs", "Sujet")
                + line("r-1", "0639980001").replace(";autre;", ";Fenêtres, portes, volets;")
                + line("r-2", "0639980002").replace(";autre;", ";telecom;")
                + line("r-3", "0639980003").replace(";autre;", ";jardinage;")
                + line("r-4", "0639980004").replace(";autre;", ";;");
        assertThat(told(take(file))).containsExactly("2 r-1 NEW", "4 r-2 NEW", "6 r-3 BT-0624", "8 r-4 BT-0633");
        assertThat(database.accounts()
                        .sql(
                                "select subject || ' ' || array_to_string(sectors, ',') from accounts.consent order by reference")
                        .query(String.class)
                        .list())
                .containsExactly("windows-doors other", "telecom other");
    }

    @Test
    void eachLineIsJudgedAloneAndSentAgainIsKnown() {
        String file = HEADER
                + line("r-1", "0639980001")
                + line("r-2", "12")
                + line("r-3", "0639980003").replace(";aucun;", ";;")
                + line("r-4", "0639980004").replace("oui;oui;oui", "peut-être;oui;oui")
                + "r-5;trop court\r\n\r\n"
                + line("r-6", "0639980006").replace("2027-11-24", "2027-11-25")
                + line("r-1", "0639980001")
                + line("r-1", "0639980009");
        ConsentImports.Report report = take(file);
        assertThat(told(report))
                .containsExactly(
                        "2 r-1 NEW",
                        "4 r-2 BT-0621",
                        "6 r-3 BT-0633",
                        "8 r-4 BT-0624",
                        "10 null BT-0643",
                        "12 r-6 BT-0634",
                        "14 r-1 KNOWN",
                        "16 r-1 BT-0646");
        assertThat(report.fresh()).isEqualTo(1);
        assertThat(report.known()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(6);
        assertThat(report.toString()).doesNotContain("39980");
        assertThat(count()).isEqualTo(1);
        assertThat(told(take(HEADER + line("r-1", "06 39 98 00 01")))).containsExactly("2 r-1 KNOWN");
        assertThat(database.accounts()
                        .sql("select shown_text || channel from accounts.consent")
                        .query(String.class)
                        .single())
                .isEqualTo("J’accepte ; on peut m’appeler\r\nau sujet de \"fenêtres\"phone");
    }

    @Test
    void spreadsheetsOfAllKindsAreRead() {
        String file = HEADER + line("r-1", "0639980001").replace("’", "'");
        byte[] windows = file.replace("’", "'").getBytes(Charset.forName("windows-1252"));
        assertThat(told(take(windows))).containsExactly("2 r-1 NEW");
        assertThat(told(take("\ufeff" + file))).containsExactly("2 r-1 KNOWN");
        String tabs = HEADER.replace(';', '\t').replace("\r\n", "\r")
                + line("r-2", "0639980002").replace(';', '\t').replace("\r\n", "\r");
        assertThat(told(take(tabs))).containsExactly("2 r-2 NEW");
        String english = "number,reference,givenAt,until,thirdParties,goods,sectors,text,channel,positiveAct,"
                + "withdrawalExplained,proofOffered,evidence,principal\n"
                + "+33639980003,r-3,2026-11-24T15:00:00+01:00,2027-11-24T15:00:00+01:00,000000026 000000034,windows,other/energy-renovation,I agree,"
                + "web,yes,true,1," + PROOF + ",";
        assertThat(told(take(english))).containsExactly("2 r-3 NEW");
        assertThat(database.accounts()
                        .sql("select cardinality(third_parties) from accounts.consent where reference = 'r-3'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void fileWithoutItsColumnsIsRefusedAsAWholeAndNotQuoted() {
        List<String> files = List.of(
                "",
                "0639980001;0639980002\r\n",
                "PK\u0003\u0004\0\0workbook",
                HEADER.replace("Canal;", ""),
                HEADER.replace("Canal", "0639980001"),
                HEADER.replace("Canal", "Tiers"),
                "\"" + HEADER);
        List<String> codes = files.stream()
                .map(file -> {
                    try {
                        return told(take(file + line("r-1", "0639980001"))).toString();
                    } catch (RefusedException e) {
                        assertThat(List.of(e.refusal().arguments()).toString()).doesNotContain("39980");
                        return e.refusal().code();
                    }
                })
                .toList();
        assertThat(codes).containsExactly("BT-0640", "BT-0640", "BT-0640", "BT-0641", "BT-0642", "BT-0642", "BT-0640");
        assertThat(count()).isZero();
    }

    @Test
    void quoteThatNeverClosesEndsTheFileAndWhatCameBeforeIsTaken() {
        ConsentImports.Report report =
                take(HEADER + line("r-1", "0639980001") + "\"r-2;0639980002;" + line("r-3", "1"));
        assertThat(told(report)).containsExactly("2 r-1 NEW", "4 null BT-0645");
        assertThat(told(take(HEADER + line("r-9", "0639980001") + "\"r-2;0639980002;")))
                .last()
                .isEqualTo("4 null BT-0645");
        String endless = "\"" + "x".repeat(CsvRecords.MAX_LENGTH + 10) + "\"\r\n" + line("r-4", "0639980004");
        assertThat(told(take(HEADER + endless))).containsExactly("2 null BT-0645");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    @Tag("check-long")
    void linesBeyondTheMostAreNotRead() {
        String lines = IntStream.rangeClosed(1, ConsentImports.MAX + 1)
                .mapToObj(i -> "r-" + i + ";1;;;;;;;;;;;\n")
                .collect(Collectors.joining());
        List<KeptImport.Line> read = take(HEADER + lines).lines();
        assertThat(read).hasSize(ConsentImports.MAX + 1);
        assertThat(read.getLast().code()).isEqualTo("BT-0644");
        assertThat(read.get(ConsentImports.MAX - 1).code()).isEqualTo("BT-0633");
    }

    @Test
    void reportIsKeptThirtyDaysForItsCompanyAloneWithoutNumbers() {
        ConsentImports.Report report = take(HEADER
                + line("r-1", "0639980001")
                + line("06 39 98 00 02", "0639980002")
                + line("r-3", "0639980003").replace(PROOF, "sha256:?"));
        UUID id = imports.keep(COMPANY, report);
        KeptImport kept = imports.kept(COMPANY, id);
        assertThat(List.of(kept.fresh(), kept.known(), kept.refused())).containsExactly(1, 0, 2);
        assertThat(imports.lines(kept, false, 10)).isEqualTo(report.lines());
        assertThat(imports.lines(kept, true, 10)).isEqualTo(report.lines().subList(1, 3));
        assertThat(report.lines().get(1).reference()).as("it may be a number").isEqualTo("…");
        assertThat(report.lines().get(1).code()).as("it is one").isEqualTo("BT-0661");
        assertThat(report.lines().get(1).arguments()).containsExactly("reference");
        assertThat(report.lines().get(2).arguments()).containsExactly("evidence");
        assertThat(imports.latest(COMPANY, 5)).containsExactly(kept);
        assertThatThrownBy(() -> imports.kept(new UUID(9, 9), id)).isInstanceOf(RefusedException.class);
        world.now = world.now.plus(ConsentImports.KEPT).plusSeconds(1);
        assertThat(imports.forget()).isEqualTo(1);
        assertThat(imports.latest(COMPANY, 5)).isEmpty();
    }

    @Test
    void proofIsKeptThreeYearsFromTheDayOfTheConsent() {
        take(HEADER + line("r-1", "0639980001"));
        world.now = Instant.parse("2029-11-24T12:00:00Z");
        assertThat(consents.forget()).isZero();
        world.now = world.now.plus(Duration.ofDays(1));
        assertThat(consents.forget()).isEqualTo(1);
        assertThat(count()).isZero();
    }

    @Test
    void testKeysReadAllAndKeepNothing() throws Exception {
        byte[] file = (HEADER + line("r-1", "0639980001") + line("r-2", "1")).getBytes(StandardCharsets.UTF_8);
        ConsentImports.Report report = imports.take(COMPANY, "key:1", true, new ByteArrayInputStream(file));
        assertThat(told(report)).containsExactly("2 r-1 NEW", "4 r-2 BT-0621");
        assertThat(count()).isZero();
    }

    @Test
    void otherClaimUnderATakenReferenceIsRefusedWhateverDiffers() {
        String line = line("r-1", "0639980001");
        take(HEADER + line);
        List<String> others = List.of(
                line.replace(";aucun;", ";000000026;"),
                line.replace("Fenêtres;", "Volets;"),
                line.replace("J’accepte", "Je veux bien"),
                line.replace("téléphone", "site"),
                line.replace("15:00:00+01:00;2027", "15:00:01+01:00;2027"),
                line.replace(PROOF, "sha256:7fc81815923c558073824ebe4ce810f5f96a58eadebbeacaeb247c3baea06f50"));
        assertThat(take(HEADER + String.join("", others)).lines())
                .hasSize(others.size())
                .allSatisfy(one -> assertThat(one.code()).isEqualTo("BT-0646"));
        assertThat(told(take(HEADER + line("r-2", "0639980002").replace("aucun", "000000026 000000034"))))
                .containsExactly("2 r-2 NEW");
        assertThat(told(take(HEADER + line("r-2", "0639980002").replace("aucun", "000000034,000000026"))))
                .as("the same people in another order")
                .containsExactly("2 r-2 KNOWN");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void referencesAreKnownAgainAcrossBatchesAndWithinOne() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2_050; i++) {
            lines.add(line("r-" + i, "06399800" + String.format("%02d", i % 100)));
        }
        lines.set(998, lines.get(1));
        lines.set(999, line("r-1", "0639980099"));
        lines.set(1_000, lines.get(1));
        lines.set(2_001, lines.get(1_500));
        lines.set(2_002, line("r-1500", "0639980099"));
        ConsentImports.Report report = take(HEADER + String.join("", lines));
        assertThat(report.lines())
                .extracting(KeptImport.Line::line)
                .as("in the order of the file")
                .isSorted();
        assertThat(told(report))
                .contains(
                        "1998 r-1 KNOWN",
                        "2000 r-1 BT-0646",
                        "2002 r-1 KNOWN",
                        "4004 r-1500 KNOWN",
                        "4006 r-1500 BT-0646");
        UUID first = report.lines().get(1).id();
        assertThat(report.lines().get(998).id()).isEqualTo(first);
        assertThat(report.lines().get(1_000).id()).isEqualTo(first);
        assertThat(List.of(report.fresh(), report.known(), report.refused())).containsExactly(2_045, 3, 2);
        assertThat(count()).isEqualTo(2_045);
        ConsentImports.Report again = take(HEADER + String.join("", lines));
        assertThat(again.known()).isEqualTo(2_048);
        assertThat(again.lines().get(1_999).id())
                .isEqualTo(report.lines().get(1_999).id());
    }

    @Test
    void linesOfManyMegabytesAreJudgedLikeShortOnes() {
        String text = "x".repeat(100_000);
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 100; i++) {
            String line = line("r-" + i, "0639980001");
            file.append(i % 50 == 49 ? line : line.replace("Fenêtres", text));
        }
        ConsentImports.Report report = take(file.toString());
        assertThat(report.fresh()).isEqualTo(2);
        assertThat(report.refused()).isEqualTo(98);
        assertThat(report.lines().getLast().code()).isNull();
        assertThat(report.lines().getLast().reference()).isEqualTo("r-99");
    }

    @Test
    void whatCannotBeKeptIsRefusedForItsLineAlone() {
        ConsentImports.Report report = take(HEADER
                + line("r-1", "0639980001")
                + line("r\0-2", "0639980002")
                + line("r-3", "0639980003").replace("Fenêtres", "Fen\0tres")
                + line("r-4", "0639980004").replace("J’accepte", "\0")
                + line("r-5" + "é".repeat(5_000), "0639980005")
                + line("0639\0980006", "12")
                + line("06 / 39 (98)\u00a000/07", "12")
                + line("r-8", "0639980008"));
        assertThat(told(report).stream().map(one -> one.replaceAll("é+", "é")).toList())
                .containsExactly(
                        "2 r-1 NEW",
                        "4 r-2 BT-0633",
                        "6 r-3 BT-0633",
                        "8 r-4 BT-0633",
                        "10 r-5é… BT-0633",
                        "12 … BT-0633",
                        "14 … BT-0661",
                        "16 r-8 NEW");
        assertThat(imports.lines(imports.kept(COMPANY, imports.keep(COMPANY, report)), false, 10))
                .isEqualTo(report.lines());
        assertThat(report.lines().get(4).reference()).hasSize(100);
    }

    @Test
    void filesOfTheSameConsentsAtOnceTakeEachOnceAndWaitForNobodyForEver() throws Exception {
        List<String> lines = IntStream.range(0, 500)
                .mapToObj(i -> line("r-" + i, "06399800" + String.format("%02d", i % 100)))
                .toList();
        String file = HEADER + String.join("", lines);
        String reversed = HEADER + String.join("", lines.reversed());
        List<Future<ConsentImports.Report>> reports = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                String one = i % 2 == 0 ? file : reversed;
                reports.add(threads.submit(() -> take(one)));
            }
        }
        int fresh = 0;
        Set<UUID> ids = new HashSet<>();
        for (Future<ConsentImports.Report> report : reports) {
            fresh += report.get().fresh();
            assertThat(report.get().refused()).isZero();
            report.get().lines().forEach(line -> ids.add(line.id()));
        }
        assertThat(fresh).isEqualTo(500);
        assertThat(ids).hasSize(500);
        assertThat(count()).isEqualTo(500);
    }

    @Test
    void testKeysAreToldOfEachFaultThatOthersAre() throws Exception {
        String file = HEADER + line("r-1", "0639980001").replace(";aucun;", ";123456789;");
        assertThat(told(take(file))).containsExactly("2 r-1 BT-0301");
        assertThat(told(imports.take(
                        COMPANY, "key:1", true, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("2 r-1 BT-0301");
    }

    @Test
    void halfACharacterIsNoTextOfAConsent() {
        ClaimedConsent claim = new ClaimedConsent(
                "r-1",
                "0639980001",
                "2026-11-24T15:00:00+01:00",
                "2027-11-24T15:00:00+01:00",
                null,
                List.of(),
                "Fenêtres",
                List.of("other"),
                null,
                "J’accepte \ud83d",
                "web",
                true,
                true,
                true,
                PROOF,
                null);
        assertThat(consents.record(COMPANY, "key:1", false, List.of(claim)))
                .extracting(Consents.Answer::refusal)
                .containsExactly(new LawRefusal.IncompleteConsent("text"));
        assertThat(count()).isZero();
    }
}
