package org.openbloctel.server.calls.dossier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A company downloads what it can show of a period; the service that signed it verifies it; no other company's is in it. */
final class DossierPagesIT {
    private static final String PAGE = "/pro/dossier";
    private static final String KEY = "obl_live_dossier00000000000000000000";
    private static final Map<String, String> NOVEMBER = Map.of("from", "2026-11-01", "until", "2026-11-30");

    private static ServerFixture server;
    private static Caller caller;
    private static Caller other;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(ServerFixture.UNGUARDED); // 2026-11-24
        caller = new Caller(server, "000000018", "Fenêtres & Fils").withPlan(1000, 100_000);
        other = new Caller(server, "000000026", "Volets du Sud").withPlan(1000, 100_000);
        server.bean(Campaigns.class)
                .declare(
                        caller.company(),
                        caller.owner(true).actor(),
                        new Campaigns.Terms(
                                null,
                                "Clients de 2024",
                                Sector.OTHER,
                                Campaign.Exemption.CONTRACT,
                                "=Classeur bleu, étagère 3",
                                LocalDate.parse("2026-11-24"),
                                LocalDate.parse("2026-12-24")));
        RefusalList refusals = server.bean(RefusalList.class);
        refusals.enter(caller.company(), caller.owner(true).actor(), "0639980001", "2026-11-20");
        refusals.enter(caller.company(), caller.owner(true).actor(), "0639980002", "2026-10-20");
        refusals.enter(other.company(), other.owner(true).actor(), "0639980003", "2026-11-20");
        consent(caller, "2026-11-10T10:00:00Z", "2026-11-12T10:00:00Z");
        consent(caller, "2026-10-31T22:30:00Z", null);
        consent(caller, "2026-10-31T23:30:00Z", null);
        consent(other, "2026-11-10T10:00:00Z", null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void consent(Caller of, String recorded, @Nullable String withdrawn) {
        JdbcClient.create(server.database().owner())
                .sql("""
                        insert into accounts.consent (id, number, principal, recorded_by, reference, channel, goods, evidence,
                            shown_text, third_parties, given_at, recorded_at, until, withdrawn_at)
                        values (:id, :number, :company, :company, :reference, 'web', 'Fenêtres', :evidence, 'Texte', '{}',
                            :at, :at, '2028-01-01', :withdrawn)
                        """)
                .param("id", UUID.randomUUID())
                .param("number", new byte[16])
                .param("company", of.company())
                .param("reference", UUID.randomUUID().toString())
                .param("evidence", "sha256:" + "0".repeat(64))
                .param("at", OffsetDateTime.parse(recorded))
                .param("withdrawn", withdrawn == null ? null : OffsetDateTime.parse(withdrawn))
                .update();
    }

    @Test
    void dossierHoldsWhatTheCompanyDidInThePeriodAndIsSigned() {
        UUID mine = checked(caller, KEY);
        UUID theirs = checked(other, KEY.replace("dossier0", "dossier1"));
        Visitor visitor = server.visitor(caller.colleague(SignedIn.Role.AUDITOR));
        assertThat(visitor.get(PAGE).body()).contains("value=\"2025-11-25\"", "value=\"2026-11-24\"");
        HttpResponse<byte[]> answer = visitor.postForFile(PAGE, NOVEMBER);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("dossier-000000018-2026-11-01-2026-11-24.zip");
        Map<String, byte[]> files = files(answer.body());
        UUID certificate = certificate(mine);
        assertThat(files.keySet())
                .containsExactly(
                        "synthese.pdf",
                        "attestations.csv",
                        "campagnes.csv",
                        "mandats.csv",
                        "accords-par-mois.csv",
                        "refus-par-mois.csv",
                        "appels-par-jour.csv",
                        "politique.pdf",
                        "fiche-de-formation.pdf",
                        "attestations/" + certificate + ".jws",
                        "manifest.json",
                        "manifest.jws");
        assertThat(text(files, "attestations.csv"))
                .contains(mine.toString(), "Fenêtres & Fils (000000018)", certificate.toString())
                .doesNotContain(theirs.toString());
        assertThat(text(files, "campagnes.csv")).contains("Clients de 2024", ";'=Classeur bleu, étagère 3;");
        assertThat(text(files, "accords-par-mois.csv"))
                .contains("2026-11;0;2;1\r\n")
                .doesNotContain("2026-10");
        assertThat(text(files, "refus-par-mois.csv")).endsWith("2026-11;1\r\n");
        assertThat(new String(bytes(files, "politique.pdf"), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        assertThat(files.values()).noneMatch(file -> new String(file, StandardCharsets.UTF_8).contains("39980001"));
        assertVerifies(text(files, "manifest.jws"), Sha256.hex(bytes(files, "campagnes.csv")));
        assertThat(audited()).contains("dossier.made");
    }

    private static void assertVerifies(String jws, String digest) {
        Visitor anyone = server.visitor();
        anyone.get("/verifier");
        assertThat(anyone.post("/verifier", Map.of("certificate", jws, "digest", digest))
                        .body())
                .contains("Ce manifeste est authentique", "Fenêtres &amp; Fils", ": campagnes.csv.");
        assertThat(anyone.post("/verifier", Map.of("certificate", jws, "digest", "0".repeat(64)))
                        .body())
                .contains("Aucun fichier de ce dossier");
        assertThat(anyone.post("/verifier", Map.of("certificate", jws.replaceFirst("^(.{90}).", "$1-"), "digest", ""))
                        .body())
                .contains("pas une attestation signée par ce service");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2026-11-24, Cette date ne peut pas être lue.",
        "24/11/2026, 2026-11-24, Cette date ne peut pas être lue.",
        "2026-11-24, 2026-11-23, La période finit avant de commencer",
        "2026-11-25, 2026-12-24, La période finit avant de commencer",
        "2021-11-23, 2026-11-24, La période finit avant de commencer"
    })
    void periodThatCannotBeIsRefusedBesideItsField(String from, String until, String cause) {
        Visitor visitor = server.visitor(caller.owner(true));
        visitor.get(PAGE);
        HttpResponse<String> answer = visitor.post(PAGE, Map.of("from", from, "until", until));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(cause, "id=\"from-error\"", "value=\"" + until + "\"");
    }

    @Test
    void dossierInEnglishHasEnglishNames() {
        Visitor visitor = server.visitor(other.owner(true)).speaks("en");
        visitor.get(PAGE);
        assertThat(files(visitor.postForFile(PAGE, NOVEMBER).body()).keySet())
                .contains("summary.pdf", "policy.pdf", "training-sheet.pdf", "consents-by-month.csv");
    }

    private static UUID checked(Caller by, String key) {
        JsonNode done = new Program(server.address(), by.key(key, "submissions"))
                .submitted("prospects.csv", "", "Téléphone\n0639980004\n".getBytes(StandardCharsets.UTF_8));
        assertThat(done.get("state").asString()).isEqualTo("READY");
        return UUID.fromString(done.get("id").asString());
    }

    private static UUID certificate(UUID submission) {
        return server.bean(Certificates.class)
                .ofSubmission(submission)
                .orElseThrow()
                .id();
    }

    private static List<String> audited() {
        return JdbcClient.create(server.database().owner())
                .sql("select action from accounts.audit_entry where subject = :subject")
                .param("subject", "company:" + caller.company())
                .query(String.class)
                .list();
    }

    private static Map<String, byte[]> files(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        return requireNonNull(files.get(name));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(bytes(files, name), StandardCharsets.UTF_8);
    }
}
