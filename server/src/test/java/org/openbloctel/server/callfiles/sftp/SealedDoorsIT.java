package org.openbloctel.server.callfiles.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Once a company has a key, no door returns a result that is not sealed, and what each door says of the file is true of its sealed bytes. */
@Timeout(120)
final class SealedDoorsIT {
    private static final List<String> KINDS = List.of("not-listed", "opposed", "unchecked", "verdicts");
    private static final byte[] FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;rien\n".getBytes(UTF_8);
    private static final String CALLABLE = "Nom;Téléphone\nBert;0639980002\n";

    private static ServerFixture server;
    private static Caller caller;
    private static Program program;
    private static Program test;
    private static AgeKey key;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.sftp.port=0", "openbloctel.http.requests-a-minute.company=100000");
        caller = new Caller(server, "000000018", "Exemple").withPlan(1_000_000, 100_000_000);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
        test = new Program(server.address(), caller.key("obt_test_0000000001", "submissions"));
        server.publish("0639980001\n");
        key = AgeKey.make();
        server.bean(SealingKeys.class)
                .register(
                        server.bean(Members.class).find(caller.owner(true).id()).orElseThrow(), key.recipient());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void apiReturnsSealedFilesAndSaysWhatIsInside() throws Exception {
        JsonNode done = program.submitted("prospects.csv", "", FILE);
        assertThat(done.get("files").valueStream().map(file -> file.get("kind").asString()))
                .containsExactlyElementsOf(KINDS);
        for (JsonNode file : done.get("files")) {
            HttpResponse<byte[]> answer = program.get(file.get("href").asString());
            byte[] sealed = answer.body();
            assertThat(file.get("name").asString()).endsWith(".age");
            assertThat(file.get("size").asLong()).isEqualTo(sealed.length);
            assertThat(file.get("sha256").asString()).isEqualTo("sha256:" + Sha256.hex(sealed));
            assertThat(answer.headers().firstValue("Digest")).contains("sha-256=" + Sha256.hex(sealed));
            assertThat(answer.headers().firstValue("ETag")).contains('"' + Sha256.hex(sealed) + '"');
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                    .contains(file.get("name").asString());
            byte[] inside = opened(sealed);
            JsonNode said = file.get("sealed");
            assertThat(said.get("recipients").valueStream().map(JsonNode::asString))
                    .containsExactly(key.recipient());
            assertThat(said.get("size").asLong()).isEqualTo(inside.length);
            assertThat(said.has("sha256"))
                    .as("the digest of a short file tells its lines")
                    .isFalse();
            assertThat(file.get("name").asString()).isEqualTo(said.get("name").asString() + ".age");
        }
        assertThat(new String(opened(file(done, "not-listed")), UTF_8)).isEqualTo(CALLABLE);
    }

    @Test
    void downloadThatWasCutOffGoesOnInTheSameSealedBytes() throws Exception {
        JsonNode done = program.submitted("prospects.csv", "", FILE);
        String path = done.get("links").get("not-listed").asString();
        HttpResponse<byte[]> whole = program.get(path);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> rest = program.get(path, "Range", "bytes=100-", "If-Range", tag);
        assertThat(rest.statusCode()).isEqualTo(206);
        byte[] joined = Arrays.copyOf(whole.body(), whole.body().length);
        System.arraycopy(rest.body(), 0, joined, 100, rest.body().length);
        assertThat(joined).isEqualTo(whole.body());
        assertThat(new String(opened(joined), UTF_8)).isEqualTo(CALLABLE);
    }

    @Test
    void certificateIsOfTheSealedFilesAndNothingHasTheDigestOfTheLines() throws Exception {
        JsonNode done = program.submitted("prospects.csv", "", FILE);
        String self = "/api/v1/submissions/" + done.get("id").asString();
        JsonNode certificate = Program.json(program.get(self + "/certificate", "Accept", "application/json"));
        assertThat(server.bean(Certificates.class).verify(certificate.get("jws").asString()))
                .isInstanceOf(Certificates.Verification.Authentic.class);
        for (JsonNode output : certificate.get("certificate").get("outputs")) {
            byte[] sealed = file(done, output.get("kind").asString());
            String inside = Sha256.hex(opened(sealed));
            assertThat(output.get("sha256").asString()).isEqualTo("sha256:" + Sha256.hex(sealed));
            assertThat(output.get("name").asString()).endsWith(".age");
            assertThat(done.toString()).doesNotContain(inside);
            assertThat(certificate.toString()).doesNotContain(inside);
            assertThat(JdbcClient.create(server.database().owner())
                            .sql(
                                    "select f::text || s::text from accounts.submission_file f join accounts.submission s on s.id = f.submission")
                            .query(String.class)
                            .list())
                    .isNotEmpty()
                    .noneMatch(row -> row.contains(inside));
        }
    }

    @Test
    void testKeyReturnsSealedFilesToo() throws Exception {
        JsonNode done = test.submitted("prospects.csv", "", FILE);
        assertThat(new String(
                        opened(test.get(done.get("links").get("not-listed").asString())
                                .body()),
                        UTF_8))
                .contains("0639980002");
    }

    @Test
    void sftpReturnsSealedFilesAndReadableWords() throws Exception {
        try (Sender sender = Sender.of(server, caller);
                SftpClient sftp = sender.open()) {
            Sender.put(sftp, "/in/dossier.csv", FILE);
            assertThat(Program.comesTrue(() -> {
                        try {
                            return Sender.names(sftp, "/out").contains("dossier.not-listed.csv.age");
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .isTrue();
            assertThat(Sender.names(sftp, "/out").stream().filter(name -> name.startsWith("dossier.")))
                    .containsExactlyInAnyOrder(
                            "dossier.not-listed.csv.age",
                            "dossier.opposed.csv.age",
                            "dossier.unchecked.csv.age",
                            "dossier.verdicts.csv.age",
                            "dossier.certificate.json",
                            "dossier.csv.status.txt");
            byte[] sealed;
            try (InputStream in = sftp.read("/out/dossier.not-listed.csv.age")) {
                sealed = in.readAllBytes();
            }
            assertThat(sftp.stat("/out/dossier.not-listed.csv.age").getSize()).isEqualTo(sealed.length);
            assertThat(new String(opened(sealed), UTF_8)).isEqualTo(CALLABLE);
            assertThat(Sender.read(sftp, "/out/dossier.csv.status.txt")).contains("bloctel open");
        }
    }

    @Test
    void portalSaysBeforeTheDownloadThatTheFilesAreSealed() throws Exception {
        JsonNode done = program.submitted("prospects.csv", "", FILE);
        Visitor visitor = server.visitor(caller.owner(true));
        String page = "/pro/depots/" + done.get("id").asString();
        assertThat(visitor.get(page).body())
                .contains("bloctel open prospects.not-listed.csv.age", key.recipient(), "Ces fichiers sont scellés");
        for (String kind : KINDS) {
            HttpResponse<String> file = visitor.get(page + "/fichiers/" + kind);
            assertThat(file.body()).startsWith(AgeKey.MAGIC).doesNotContain("0639980");
            assertThat(file.headers().firstValue("Content-Type").orElseThrow()).contains("octet-stream");
        }
    }

    private static byte[] file(JsonNode done, String kind) {
        return program.get(done.get("links").get(kind).asString()).body();
    }

    private static byte[] opened(byte[] sealed) throws Exception {
        assertThat(new String(sealed, UTF_8)).startsWith(AgeKey.MAGIC).doesNotContain("0639980");
        assertThat(HexFormat.of().formatHex(sealed))
                .doesNotContain(HexFormat.of().formatHex("Bert".getBytes(UTF_8)));
        return key.open(sealed);
    }
}
