package org.openbloctel.server.callfiles.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;

/** The sftp that most people have, where there is one. */
@Tag("check-long")
final class OpenSshIT {
    private static final Path SFTP = Path.of("/usr/bin/sftp");
    private static final Path SSH = Path.of("/usr/bin/ssh");
    private static final byte[] FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void filesArePutResumedRenamedAndTaken() throws Exception {
        assumeTrue(Files.isExecutable(SFTP), "no OpenSSH here");
        try (ServerFixture server = ServerFixture.start("openbloctel.sftp.port=0")) {
            server.publish("0639980001\n");
            Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 1000);
            try (Sender sender = Sender.of(server, caller)) {
                Path local = Files.write(folder.resolve("prospects.csv"), FILE);
                // A transfer that was cut off before: ten bytes of it are there.
                SftpClient begun = sender.open();
                SftpClient.Handle handle =
                        begun.open("/in/prospects.csv.filepart", SftpClient.OpenMode.Write, SftpClient.OpenMode.Create);
                begun.write(handle, 0, FILE, 0, 10);
                begun.getClientChannel().getSession().close(true);
                assertThat(Program.comesTrue(() -> {
                            try (SftpClient sftp = sender.open()) {
                                return sftp.stat("/in/prospects.csv.filepart").getSize() == 10;
                            } catch (IOException e) {
                                return false;
                            }
                        }))
                        .isTrue();
                String sent = sftp(
                        server,
                        sender,
                        "reput " + local
                                + " in/prospects.csv.filepart\nrename in/prospects.csv.filepart in/prospects.csv\n"
                                + "put -p " + local + " in/again.csv\nls -l in\nls -l out\n");
                assertThat(sent).contains("prospects.csv.status.txt").contains("again.csv.status.txt");
                try (SftpClient sftp = sender.open()) {
                    assertThat(Program.comesTrue(() -> {
                                try {
                                    return Sender.names(sftp, "/out").contains("again.not-listed.csv");
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }))
                            .isTrue();
                }
                // Half of it is here already: the rest is taken.
                Path back = Files.writeString(folder.resolve("back.csv"), "Nom;T");
                sftp(server, sender, "reget out/prospects.not-listed.csv " + back + "\n");
                assertThat(Files.readString(back)).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
                assertThat(caller.usedLines())
                        .as("the same file twice is one submission")
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void nobodyHasAShellOrACommand() throws Exception {
        assumeTrue(Files.isExecutable(SSH), "no OpenSSH here");
        try (ServerFixture server = ServerFixture.start("openbloctel.sftp.port=0");
                Sender sender = Sender.of(server, new Caller(server, "000000018", "Exemple"))) {
            for (List<String> command : List.of(List.of("id"), List.<String>of())) {
                List<String> all = new ArrayList<>(List.of(SSH.toString(), "-p", port(server)));
                all.addAll(options(sender));
                all.add("000000018@127.0.0.1");
                all.addAll(command);
                Path log = folder.resolve("ssh-log");
                Process process = new ProcessBuilder(all)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                process.getOutputStream().close();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(Files.readString(log)).isNotZero();
                assertThat(Files.readString(log)).contains("request failed").doesNotContain("uid=");
            }
        }
    }

    private static String port(ServerFixture server) {
        return Integer.toString(server.bean(SftpDoor.class).port());
    }

    private List<String> options(Sender sender) throws Exception {
        Path key = folder.resolve("key");
        if (Files.notExists(key)) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(key)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(sender.key, "test", null, out);
            }
        }
        return List.of(
                "-i",
                key.toString(),
                "-F",
                "/dev/null",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=" + folder.resolve("known_hosts"));
    }

    private String sftp(ServerFixture server, Sender sender, String commands) throws Exception {
        Path batch = Files.writeString(folder.resolve("batch"), commands);
        Path log = folder.resolve("log");
        List<String> all = new ArrayList<>(List.of(SFTP.toString(), "-b", batch.toString(), "-P", port(server)));
        all.addAll(options(sender));
        all.add("000000018@127.0.0.1");
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
