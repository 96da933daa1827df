package org.openbloctel.server.callfiles.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.ServerProcess;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A server is killed in the middle of a file that comes by SFTP. The next one has what was on the disk, and goes on behind it. */
@Tag("check-long")
final class KilledSftpIT {
    private static final int PIECE = 16 << 20;
    /** A little more than a piece: what came behind it is not acknowledged. */
    private static final int CUT = 17 << 20;

    private static final int LINES = 45_000;
    private static final int AT_ONCE = 32 << 10;
    private static final String PATH = "/in/prospects.csv";
    private static final String KEY = "obl_live_0000000001";

    @TempDir
    Path folder = Path.of(".");

    private final TestDatabase database = TestDatabase.create();
    private final AtomicInteger port = new AtomicInteger();

    @Test
    void whatWasOnTheDiskIsKeptAndTheFileIsOneWholeSubmission() throws Exception {
        Files.writeString(folder.resolve("list.txt"), "0199000000\n");
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.list.import-file=" + folder.resolve("list.txt")
                        + "\nopenbloctel.sftp.port=0"
                        + "\nopenbloctel.http.requests-a-minute.company=100000\n" + ServerFixture.UNGUARDED + "\n");
        byte[] file = file();
        Caller caller = new Caller(database, "000000018", "Exemple").withPlan(LINES * 2L, 10_000_000);
        caller.key(KEY, "submissions");
        try (Sender sender = Sender.of(database, port::get, caller)) {
            try (ServerProcess first = ServerProcess.start(folder, database);
                    SftpClient sftp = open(sender, first);
                    SftpClient.CloseableHandle handle =
                            sftp.open(PATH, SftpClient.OpenMode.Write, SftpClient.OpenMode.Create)) {
                write(sftp, handle, file, 0, CUT);
                first.kill();
                assertThatThrownBy(() -> write(sftp, handle, file, CUT, file.length))
                        .isInstanceOf(IOException.class);
            } catch (IOException e) {
                // The client says once more, as it closes, that its server is gone.
            }
            try (ServerProcess second = ServerProcess.start(folder, database);
                    SftpClient sftp = open(sender, second)) {
                assertThat(sftp.stat(PATH).getSize()).as("the whole piece").isEqualTo(PIECE);
                try (SftpClient.CloseableHandle handle = sftp.open(PATH, SftpClient.OpenMode.Write)) {
                    write(sftp, handle, file, PIECE, file.length);
                }
                whole(new Program(second.address(), KEY), file);
            }
        }
    }

    private SftpClient open(Sender sender, ServerProcess server) throws IOException {
        port.set(server.sftpPort());
        return sender.open();
    }

    private void whole(Program program, byte[] file) {
        JdbcClient rows = JdbcClient.create(database.owner());
        String id = rows.sql("select id::text from accounts.submission")
                .query(String.class)
                .single();
        JsonNode done = program.settled(id);
        assertThat(done.get("state").asString()).isEqualTo("READY");
        assertThat(done.get("report").get("rows").asInt()).isEqualTo(LINES);
        assertThat(program.file(done, "callable")).isEqualTo(new String(file, UTF_8));
        assertThat(rows.sql("select count(*) from accounts.incoming_file")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** As a client does: one write after the other. */
    private static void write(SftpClient sftp, SftpClient.Handle handle, byte[] file, int from, int to)
            throws IOException {
        for (int at = from; at < to; at += AT_ONCE) {
            sftp.write(handle, at, file, at, Math.min(AT_ONCE, to - at));
        }
    }

    /** Some 18 MiB: callable lines with long notes. */
    private static byte[] file() {
        StringBuilder lines = new StringBuilder("Téléphone;Note\n");
        String note = "x".repeat(408);
        for (int n = 0; n < LINES; n++) {
            lines.append(String.format(Locale.ROOT, "063998%04d;", n % 10_000))
                    .append(note)
                    .append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }
}
