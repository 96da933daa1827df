package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.StreamSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A company's program with a key of its own, and one connection at a time. */
public final class Sender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final OffsetDateTime MADE = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    final SshClient client = SshClient.setUpDefaultClient();
    final KeyPair key;
    private final IntSupplier port;
    private final String siren;

    /** A program whose key the server does not know. */
    Sender(ServerFixture server, String siren) {
        this(port(server), siren);
    }

    /** A program whose key is made here, and has yet to be added to an account. */
    public Sender(IntSupplier port, String siren) {
        this.port = port;
        this.siren = siren;
        try {
            this.key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    /** A program of this company. */
    static Sender of(ServerFixture server, Caller company) {
        return of(server.database(), port(server), company);
    }

    /** The same, at the port that a server has at that moment. */
    static Sender of(TestDatabase database, IntSupplier port, Caller company) {
        Sender sender = new Sender(port, company.siren());
        JdbcClient.create(database.owner())
                .sql("insert into accounts.sftp_key (id, company, made_by, name, kind, fingerprint, made_at)"
                        + " values (?, ?, ?, 'Export', 'ssh-ed25519', ?, ?)")
                .params(
                        UUID.randomUUID(),
                        company.company(),
                        company.owner(true).id(),
                        KeyUtils.getFingerPrint(sender.key.getPublic()),
                        MADE)
                .update();
        return sender;
    }

    /** The same program at another server of the same registry. */
    Sender at(ServerFixture other) {
        return new Sender(this, other);
    }

    private static IntSupplier port(ServerFixture server) {
        return () -> server.bean(SftpDoor.class).port();
    }

    private Sender(Sender same, ServerFixture other) {
        this.port = port(other);
        this.siren = same.siren;
        this.key = same.key;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    /** Its public key, as it is pasted into the page. */
    public String line() {
        return PublicKeyEntry.toString(key.getPublic());
    }

    ClientSession session() throws IOException {
        return session(port.getAsInt());
    }

    ClientSession session(int port) throws IOException {
        ClientSession session =
                client.connect(siren, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
        return session;
    }

    SftpClient open() throws IOException {
        return SftpClientFactory.instance().createSftpClient(session()).singleSessionInstance();
    }

    /** Drops a file, over a connection of its own. */
    public void put(String path, byte[] content) {
        try (SftpClient sftp = open()) {
            put(sftp, path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in a folder. */
    public List<String> names(String folder) throws IOException {
        try (SftpClient sftp = open()) {
            return names(sftp, folder);
        }
    }

    /** A file that lies there. */
    public byte[] bytes(String path) throws IOException {
        try (SftpClient sftp = open();
                InputStream in = sftp.read(path)) {
            return in.readAllBytes();
        }
    }

    static void put(SftpClient sftp, String path, byte[] content) throws IOException {
        try (SftpClient.CloseableHandle file =
                sftp.open(path, SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate)) {
            sftp.write(file, 0, content, 0, content.length);
        }
    }

    static List<String> names(SftpClient sftp, String folder) throws IOException {
        return StreamSupport.stream(sftp.readDir(folder).spliterator(), false)
                .map(SftpClient.DirEntry::getFilename)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .sorted()
                .toList();
    }

    static String read(SftpClient sftp, String path) throws IOException {
        try (InputStream in = sftp.read(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
