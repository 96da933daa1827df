package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** Files in pieces, by the tus protocol. */
final class UploadApiIT {
    private static final String ROOT = "/api/v1/uploads";
    private static final String FILE = "Téléphone\n0639980002\n0639980003\n";
    private static final String KEY = "obl_live_0000000001";

    private static ServerFixture server;
    private static Program program;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 1000);
        program = new Program(server.address(), caller.key(KEY, "submissions"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void piecesBecomeASubmission() {
        byte[] file = bytes(FILE);
        String path = begin("gros.csv", file.length);
        assertThat(offset(send("HEAD", path))).isZero();
        assertThat(offset(append(path, 0, part(file, 0, 10)))).isEqualTo(10);
        assertThat(problem(append(path, 5, part(file, 5, 10)))).isEqualTo("409 BT-0420");
        HttpResponse<byte[]> last = append(path, 10, part(file, 10, file.length));
        assertThat(offset(last)).isEqualTo(file.length);
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(last.headers().firstValue("Link")).contains("</api/v1/submissions/" + id + ">; rel=\"related\"");
        JsonNode done = program.settled(id);
        assertThat(done.get("state").asString()).isEqualTo("READY");
        assertThat(program.file(done, "callable")).isEqualTo(FILE);
        // The answer to the last piece may have been lost.
        assertThat(offset(send("HEAD", path))).isEqualTo(file.length);
    }

    @Test
    void downloadThatWasCutOffGoesOnAndIsTheSameFile() {
        byte[] file = bytes(FILE.repeat(3_000));
        JsonNode done = program.submitted("coupe-au-retour.csv", "", file);
        String path = "/api/v1/submissions/" + done.get("id").asString() + "/files/callable";
        HttpResponse<byte[]> all = program.get(path);
        String tag = all.headers().firstValue("ETag").orElseThrow();
        assertThat(all.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        int length = all.body().length;
        for (int cut : new int[] {0, 1, 65_536, length - 1}) {
            HttpResponse<byte[]> rest = program.get(path, "Range", "bytes=" + cut + "-", "If-Range", tag);
            assertThat(rest.statusCode()).isEqualTo(206);
            assertThat(rest.headers().firstValue("Content-Range"))
                    .hasValue("bytes " + cut + "-" + (length - 1) + "/" + length);
            assertThat(rest.body()).isEqualTo(part(all.body(), cut, length));
        }
        assertThat(program.get(path, "Range", "bytes=10-19").body()).isEqualTo(part(all.body(), 10, 20));
        assertThat(program.get(path, "Range", "bytes=-5").body()).isEqualTo(part(all.body(), length - 5, length));
        assertThat(program.get(path, "Range", "bytes=" + length + "-").statusCode())
                .isEqualTo(416);
        for (String whole : List.of("bytes=0-1,5-6", "lines=1-", "bytes=9-3")) {
            assertThat(program.get(path, "Range", whole).body()).as(whole).isEqualTo(all.body());
        }
        assertThat(program.get(path, "Range", "bytes=10-", "If-Range", "\"another\"")
                        .body())
                .isEqualTo(all.body());
    }

    @Test
    void whatCameBeforeACutIsKept() throws IOException {
        byte[] file = bytes(FILE);
        String path = begin("coupe.csv", file.length);
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("PATCH " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEY
                    + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
                    + "Content-Length: " + file.length + "\r\n\r\n"));
            out.write(file, 0, 12);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(offset(send("HEAD", path))).isEqualTo(12);
        assertThat(offset(append(path, 12, part(file, 12, file.length)))).isEqualTo(file.length);
    }

    @Test
    void pieceThatDiffersFromItsChecksumIsNotTaken() throws Exception {
        byte[] file = bytes(FILE);
        String path = begin("somme.csv", file.length);
        for (String algorithm : new String[] {"sha1", "sha256"}) {
            HttpResponse<byte[]> wrong = append(
                    path, 0, part(file, 0, 10), "Upload-Checksum", algorithm + " " + digest(algorithm, bytes("x")));
            assertThat(problem(wrong)).isEqualTo("460 BT-0431");
        }
        assertThat(problem(append(path, 0, part(file, 0, 10), "Upload-Checksum", "crc32 AAAA")))
                .isEqualTo("400 BT-0701");
        assertThat(offset(send("HEAD", path))).isZero();
        HttpResponse<byte[]> right =
                append(path, 0, part(file, 0, 10), "Upload-Checksum", "sha1 " + digest("sha1", part(file, 0, 10)));
        assertThat(offset(right)).isEqualTo(10);
    }

    @Test
    void sameBeginningUnderOneKeyIsOneUpload() {
        HttpResponse<byte[]> first = post(20, "a.csv", "Idempotency-Key", "u-1");
        HttpResponse<byte[]> second = post(20, "a.csv", "Idempotency-Key", "u-1");
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(problem(post(21, "a.csv", "Idempotency-Key", "u-1"))).isEqualTo("422 BT-0413");
    }

    @Test
    void uploadIsGivenUp() {
        String path = begin("non.csv", 20);
        assertThat(send("DELETE", path).statusCode()).isEqualTo(204);
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
        assertThat(problem(append(path, 0, bytes("a")))).isEqualTo("404 BT-0419");
    }

    @Test
    void whatIsSpokenIsTold() {
        HttpResponse<byte[]> options = send("OPTIONS", ROOT);
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Tus-Extension")).contains("creation,expiration,termination,checksum");
        assertThat(options.headers().firstValueAsLong("Tus-Max-Size")).hasValue(5120L << 20);
        HttpResponse<byte[]> other =
                program.send("POST", ROOT, BodyPublishers.noBody(), "Tus-Resumable", "0.2.2", "Upload-Length", "5");
        assertThat(problem(other)).isEqualTo("412 BT-0150");
        assertThat(problem(post(6L << 30, "a.csv"))).isEqualTo("413 BT-0412");
        assertThat(problem(post(0, "a.csv"))).isEqualTo("422 BT-0402");
    }

    private static HttpResponse<byte[]> post(long length, String name, String... more) {
        String encoded = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        String[] headers = {
            "Tus-Resumable", "1.0.0", "Upload-Length", Long.toString(length), "Upload-Metadata", "filename " + encoded
        };
        return program.send("POST", ROOT, BodyPublishers.noBody(), both(headers, more));
    }

    private static String begin(String name, long length) {
        HttpResponse<byte[]> begun = post(length, name);
        assertThat(begun.statusCode()).isEqualTo(201);
        return begun.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<byte[]> send(String method, String path) {
        return program.send(method, path, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0");
    }

    private static HttpResponse<byte[]> append(String path, long offset, byte[] piece, String... more) {
        String[] headers = {
            "Tus-Resumable",
            "1.0.0",
            "Upload-Offset",
            Long.toString(offset),
            "Content-Type",
            "application/offset+octet-stream"
        };
        return program.send("PATCH", path, BodyPublishers.ofByteArray(piece), both(headers, more));
    }

    private static String[] both(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static long offset(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(Program.text(answer)).isEqualTo(204);
        return answer.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    private static byte[] part(byte[] all, int from, int to) {
        return java.util.Arrays.copyOfRange(all, from, to);
    }

    private static String digest(String algorithm, byte[] bytes) throws Exception {
        String name = algorithm.equals("sha1") ? "SHA-1" : "SHA-256";
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(name).digest(bytes));
    }

    @Test
    void testKeySendsNoPieces() {
        Caller tester = new Caller(server, "000000026", "Essais");
        Program test = new Program(server.address(), tester.key("obt_test_0000000001", "submissions"));
        HttpResponse<byte[]> refused =
                test.send("POST", ROOT, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0", "Upload-Length", "5");
        assertThat(problem(refused)).isEqualTo("422 BT-0433");
        assertThat(json(refused).get("cure").asString()).isNotBlank();
    }
}
