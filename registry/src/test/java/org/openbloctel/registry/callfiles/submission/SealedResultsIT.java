package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.Sha256;

/** What comes back is sealed once its company has a key: in the vault, and as it is downloaded. */
final class SealedResultsIT {
    @TempDir
    private Path folder;

    private SubmissionFixture fixture;

    @BeforeEach
    void make() {
        fixture = new SubmissionFixture(folder);
    }

    /** As the use case leaves it, for a company that has no row of its own here. */
    private void register(UUID company, AgeKey pair) {
        fixture.database
                .accounts()
                .sql("""
                        insert into accounts.company (id, siren, name, address, representative, state, created_at)
                        values (?, ?, 'Exemple', '1 rue', 'X', 'VERIFIED', ?)
                        on conflict do nothing
                        """)
                .params(company, "00000000" + company.getLeastSignificantBits(), fixture.now.atOffset(ZoneOffset.UTC))
                .update();
        fixture.database
                .accounts()
                .sql("""
                        insert into accounts.sealing_key (id, company, recipient, added_by, added_at, from_at)
                        values (?, ?, ?, 'member:1', ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        company,
                        pair.recipient(),
                        fixture.now.atOffset(ZoneOffset.UTC),
                        fixture.now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private byte[] downloaded(Submission submission, Returned.Kind kind) throws IOException {
        try (InputStream in = fixture.submissions()
                .download(submission.company(), submission.id(), kind, "member:1")
                .content()) {
            return in.readAllBytes();
        }
    }

    @Test
    void allFilesAreSealedAndTheCertificateIsOfTheSealedBytes() throws IOException, GeneralSecurityException {
        Submission plain = fixture.scrubbed(SubmissionFixture.FILE);
        List<String> lines = new ArrayList<>();
        for (Returned file : fixture.submissions().returned(plain.company(), plain.id())) {
            lines.add(new String(downloaded(plain, file.kind()), StandardCharsets.UTF_8));
        }
        AgeKey pair = AgeKey.make();
        register(SubmissionFixture.COMPANY, pair);
        fixture.now = fixture.now.plusSeconds(7200);

        Submission sealed = fixture.scrubbed(SubmissionFixture.FILE);

        List<Returned> files = fixture.submissions().returned(sealed.company(), sealed.id());
        assertThat(files).hasSameSizeAs(lines).hasSize(4);
        Attestation.Facts facts = fixture.certified.getLast();
        for (int i = 0; i < files.size(); i++) {
            Returned file = files.get(i);
            byte[] bytes = downloaded(sealed, file.kind());
            assertThat(file.name()).endsWith(".age");
            assertThat(file.size()).isEqualTo(bytes.length);
            assertThat(file.sha256()).isEqualTo(Sha256.hex(bytes));
            assertThat(new String(bytes, StandardCharsets.US_ASCII))
                    .startsWith(AgeKey.MAGIC)
                    .doesNotContain("0639980002");
            byte[] inside = pair.open(bytes);
            assertThat(new String(inside, StandardCharsets.UTF_8)).isEqualTo(lines.get(i));
            Returned attested = facts.outputs().stream()
                    .filter(one -> one.kind() == file.kind())
                    .findFirst()
                    .orElseThrow();
            assertThat(attested).isEqualTo(file);
            assertThat(sealed.report().orElseThrow()).doesNotContain(Sha256.hex(inside));
        }
        assertThat(sealed.report().orElseThrow())
                .contains("sha256:" + facts.outputs().getFirst().sha256());
        assertThatThrownBy(() -> AgeKey.make().open(downloaded(sealed, Returned.Kind.CALLABLE)))
                .isInstanceOf(UnsupportedRecipientStanzaException.class);
    }

    @Test
    void nothingThatIsNotSealedStandsInTheVault() throws IOException {
        register(SubmissionFixture.COMPANY, AgeKey.make());
        Submission submission = fixture.scrubbed(SubmissionFixture.FILE);

        byte[] key = key(submission);
        List<String> names = fixture.vault.names(submission.id());
        int sealed = 0;
        for (String name : names) {
            if (!name.startsWith("checked-") && !name.startsWith("in-")) {
                try (InputStream in = fixture.vault.open(submission.id(), name, key)) {
                    assertThat(new String(in.readNBytes(AgeKey.MAGIC.length()), StandardCharsets.US_ASCII))
                            .as(name)
                            .isEqualTo(AgeKey.MAGIC);
                }
                sealed++;
            }
        }
        assertThat(sealed).as("%s", names).isEqualTo(4);
    }

    private byte[] key(Submission submission) {
        byte[] wrapped = fixture.database
                .accounts()
                .sql("select file_key from accounts.submission where id = ?")
                .param(submission.id())
                .query((row, n) -> row.getBytes(1))
                .single();
        return new WrappedKey(wrapped).open(submission.id(), fixture.master);
    }

    @Test
    void packedFileIsPackedInsideItsSeal() throws IOException, GeneralSecurityException {
        AgeKey pair = AgeKey.make();
        register(SubmissionFixture.COMPANY, pair);
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(SubmissionFixture.FILE.getBytes(StandardCharsets.UTF_8));
        }
        Submission submission = fixture.submissions()
                .receive(SubmissionFixture.sent("prospects.csv.gz"), new ByteArrayInputStream(packed.toByteArray()))
                .submission();
        fixture.queue().run(submission.id());
        Returned file = fixture.submissions().returned(submission.company(), submission.id()).stream()
                .filter(one -> one.kind() == Returned.Kind.CALLABLE)
                .findFirst()
                .orElseThrow();
        assertThat(file.name()).isEqualTo("prospects.not-listed.csv.gz.age");
        byte[] inside = pair.open(downloaded(fixture.get(submission), Returned.Kind.CALLABLE));
        try (InputStream lines = new GZIPInputStream(new ByteArrayInputStream(inside))) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8)).contains("0639980002");
        }
    }
}
