package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key by which the server proves that it is itself: Ed25519, made at the first start, in a file as OpenSSH has it, for this server's
 * user alone. Servers behind one name share a copy of the file.
 */
final class HostKey {
    private static final Logger LOG = LoggerFactory.getLogger(HostKey.class);
    private static final int BITS = 256;

    private HostKey() {}

    /** The key in this file, which is made when it is missing. */
    static KeyPair in(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            try (InputStream stream = Files.newInputStream(file)) {
                Iterable<KeyPair> keys =
                        SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("host key"), stream, null);
                if (keys == null || !keys.iterator().hasNext()) {
                    throw new NoSuchFileException("there is no key in " + file);
                }
                return keys.iterator().next();
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("The host key in " + file + " cannot be read or made", e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KeyPair made = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
        Path begun = Files.createTempFile(
                folder,
                "host",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(begun, StandardOpenOption.WRITE)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, "openbloctel", null, out);
        }
        try {
            // Of several servers that start at once, one's key is the key of all.
            Files.createLink(file, begun);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another server made {}", file, e);
        } finally {
            Files.delete(begun);
        }
    }

    /** As clients show it when they connect for the first time. */
    static String fingerprint(KeyPair key) {
        return KeyUtils.getFingerPrint(key.getPublic());
    }
}
