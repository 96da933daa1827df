package org.openbloctel.registry.callfiles.certificate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifest names each file as it is in the ZIP, and only the service can have signed it. */
final class SignedArchiveIT {
    private final TestDatabase test = TestDatabase.create();
    private final MasterKeys master = MasterKeys.generate();
    private final Certificates certificates = new Certificates(
            test.database(),
            master,
            new AuditTrail(test.database(), master, () -> Instant.EPOCH),
            () -> Instant.parse("2026-11-28T09:30:00.123Z"),
            new Issuer("OpenBloctel", "https://bloctel.example.org"));

    @Test
    void manifestNamesEachFileWithItsDigest() throws IOException {
        Map<String, byte[]> entries = entries(archive());
        assertThat(entries.keySet())
                .containsExactly("lisez-moi.txt", "preuves/accord 1.pdf", "manifest.json", "manifest.jws");
        JsonNode manifest = new JsonMapper().readTree(text(entries, "manifest.json"));
        assertThat(manifest.get("kind").asString()).isEqualTo("dossier");
        assertThat(manifest.get("madeAt").asString()).isEqualTo("2026-11-28T09:30:00Z");
        assertThat(manifest.get("files").size()).isEqualTo(2);
        for (JsonNode file : manifest.get("files")) {
            byte[] content = requireNonNull(entries.get(file.get("name").asString()));
            assertThat(file.get("bytes").asLong()).isEqualTo(content.length);
            assertThat(file.get("sha256").asString()).isEqualTo("sha256:" + Sha256.hex(content));
        }
    }

    @Test
    void signedManifestVerifiesAndAnAlteredOneDoesNot() throws IOException {
        Map<String, byte[]> entries = entries(archive());
        String jws = text(entries, "manifest.jws");
        assertThat(certificates.manifest(jws)).contains(text(entries, "manifest.json"));
        String payload = jws.split("\\.", -1)[1];
        String altered = Jws.encode(
                Jws.contentOf(jws).replace("\"bytes\":5", "\"bytes\":6").getBytes(StandardCharsets.UTF_8));
        assertThat(certificates.manifest(jws.replace(payload, altered))).isEmpty();
    }

    /** One key signs both. */
    @Test
    void manifestIsNoCertificateNorACertificateAManifest() throws IOException {
        String jws = text(entries(archive()), "manifest.jws");
        assertThat(certificates.verify(jws)).isInstanceOf(Certificates.Verification.NotOurs.class);
        assertThat(certificates.manifest(certificates
                        .issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"))
                        .jws()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "../a", "a/../b", "a\\b", "a//b", ".a", "manifest.json", "a\n", "c:a"})
    void nameThatAnExtractorCouldMisreadIsRefused(String name) {
        SignedArchive archive = certificates.archive(new ByteArrayOutputStream(), Map.of());
        assertThatThrownBy(() -> archive.add(name, new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nameThatOccursTwiceIsRefused() throws IOException {
        SignedArchive archive = certificates.archive(new ByteArrayOutputStream(), Map.of());
        archive.add("a", new byte[1]);
        assertThatThrownBy(() -> archive.add("a", new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignedArchive archive = certificates.archive(bytes, Map.of("kind", "dossier"));
        archive.add("lisez-moi.txt", "Texte".getBytes(StandardCharsets.UTF_8));
        archive.add("preuves/accord 1.pdf", out -> {
            out.write('%');
            out.write(new byte[100_000]);
            out.close();
        });
        archive.finish();
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entries.put(entry.getName(), zip.readAllBytes())).isNull();
            }
        }
        assertThat(List.copyOf(entries.keySet()).reversed().subList(0, 2))
                .containsExactly("manifest.jws", "manifest.json");
        return entries;
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(requireNonNull(entries.get(name)), StandardCharsets.UTF_8);
    }
}
