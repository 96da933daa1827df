package org.openbloctel.server.callfiles.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is too much: connections of one address, downloads of one company, a file that is held. */
@Timeout(120)
final class SftpLimitsIT {
    private static ServerFixture server;

    @BeforeAll
    static void start() throws Exception {
        Hold signs = new Hold(Hold.Kind.SIGNS, "UNASSIGNED 41 %");
        server = ServerFixture.gated(
                (task, made) -> task.fileName().equals("retenu.csv") ? Optional.of(signs) : Optional.empty(),
                "openbloctel.sftp.port=0",
                "openbloctel.sftp.connections-of-an-address=2");
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tooManyConnectionsOfOneAddressAreTurnedAway() throws Exception {
        Caller caller = new Caller(server, "000000018", "Exemple");
        try (Sender sender = Sender.of(server, caller)) {
            try (ClientSession first = sender.session();
                    ClientSession second = sender.session()) {
                assertThat(first.isOpen()).isTrue();
                assertThat(second.isOpen()).isTrue();
                assertThatThrownBy(sender::session).isInstanceOf(IOException.class);
            }
            assertThat(Program.comesTrue(() -> {
                        try (ClientSession again = sender.session()) {
                            return again.isAuthenticated();
                        } catch (IOException stillThere) {
                            return false;
                        }
                    }))
                    .as("a place is free again")
                    .isTrue();
        }
    }

    @Test
    void heldFileIsAnsweredByItsReasonAlone() throws Exception {
        Caller caller = new Caller(server, "000000034", "Retenue").withPlan(1000, 1000);
        try (Sender sender = Sender.of(server, caller);
                SftpClient sftp = sender.open()) {
            Sender.put(sftp, "/in/retenu.csv", "0639980001\n0639980002\n".getBytes(UTF_8));
            assertThat(Program.comesTrue(() -> {
                        try {
                            return Sender.read(sftp, "/out/retenu.csv.status.txt")
                                    .contains("State: held");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .isTrue();
            assertThat(Sender.names(sftp, "/out")).containsExactly("retenu.csv.status.txt");
            assertThat(Sender.read(sftp, "/out/retenu.csv.status.txt"))
                    .contains("retenu. Le résultat n’est pas encore rendu")
                    .contains("Des numéros inhabituels", "Chiffres", "tranches qu’aucun abonné n’a")
                    .contains("Figures: numbers of ranges that no subscriber has: 41 %")
                    .contains("Refused unless something changes before: ")
                    .doesNotContain("06399800");
        }
    }

    @Test
    void stoppedDownloadsAreStoppedHereToo() throws Exception {
        Caller caller = new Caller(server, "000000026", "Exemple").withPlan(1000, 1000);
        try (Sender sender = Sender.of(server, caller);
                SftpClient sftp = sender.open()) {
            Sender.put(sftp, "/in/a.csv", "0639980001\n0639980002\n".getBytes(UTF_8));
            assertThat(Program.comesTrue(() -> {
                        try {
                            return Sender.names(sftp, "/out").contains("a.not-listed.csv");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .isTrue();
            JdbcClient.create(server.database().owner())
                    .sql("insert into accounts.download_stop (company, at, files, lines) values (?, ?, 61, 1)")
                    .params(caller.company(), server.clock().instant().atOffset(ZoneOffset.UTC))
                    .update();
            assertThat(Sender.names(sftp, "/out")).contains("a.not-listed.csv");
            assertThatThrownBy(() -> Sender.read(sftp, "/out/a.not-listed.csv")).hasMessageContaining("BT-0417");
            assertThat(Sender.read(sftp, "/out/a.csv.status.txt"))
                    .contains("Downloads of your company have been stopped");
            assertThat(JdbcClient.create(server.database().owner())
                            .sql("select count(*) from accounts.submission_download where company = ?")
                            .param(caller.company())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    /** An SFTP key works from anywhere, and gives no second factor. */
    @Test
    void ownersAreToldOnceOfANetworkFromWhichFilesAreTaken() throws Exception {
        Caller caller = new Caller(server, "000000042", "Exemple").withPlan(1000, 1000);
        try (Sender sender = Sender.of(server, caller);
                SftpClient sftp = sender.open()) {
            Sender.put(sftp, "/in/n.csv", "0639980001\n0639980002\n".getBytes(UTF_8));
            assertThat(Program.comesTrue(() -> {
                        try {
                            return Sender.names(sftp, "/out").contains("n.not-listed.csv");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .isTrue();
            assertThat(told(caller)).isEmpty();
            Sender.read(sftp, "/out/n.not-listed.csv");
            Sender.read(sftp, "/out/n.opposed.csv");
        }
        assertThat(told(caller)).hasSize(1).first().asString().contains("sftp-key.downloaded-elsewhere");
    }

    private static List<String> told(Caller caller) {
        return JdbcClient.create(server.database().owner())
                .sql("select array_to_string(parameters, ' ') from accounts.outbox"
                        + " where template = 'company/act' and recipient = ?")
                .param(caller.email())
                .query(String.class)
                .list();
    }
}
