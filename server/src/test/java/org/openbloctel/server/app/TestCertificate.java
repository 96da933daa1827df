package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that signed itself, and its key, made by the JDK's keytool: it takes a second. */
public final class TestCertificate {
    private static final String ALIAS = "test";
    private static final char[] WORD = "changeit".toCharArray();

    private final KeyStore store;

    private TestCertificate(KeyStore store) {
        this.store = store;
    }

    /**
     * Makes one.
     *
     * @param folder gets a file of the name
     * @param name the common name
     * @param others alternative names, like {@code dns:log.example}
     */
    public static TestCertificate make(Path folder, String name, String others) {
        Path file = folder.resolve(name + ".p12");
        try {
            Process made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-alias",
                            ALIAS,
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "SAN=" + others,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(WORD))
                    .inheritIO()
                    .start();
            assertThat(made.waitFor()).isZero();
            KeyStore store = empty();
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, WORD);
            }
            return new TestCertificate(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS with this certificate, which trusts this one alone. */
    public SSLContext tls() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, WORD);
            KeyStore trusted = empty();
            trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate as PEM. */
    public Path certificate(Path file) {
        try {
            return pem(file, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key as PEM. */
    public Path key(Path file) {
        return pem(file, "PRIVATE KEY", encodedKey());
    }

    /** The private key in the binary form of PKCS #8, which the driver of PostgreSQL reads. */
    public Path binaryKey(Path file) {
        return written(file, encodedKey());
    }

    private byte[] encodedKey() {
        try {
            return Objects.requireNonNull(store.getKey(ALIAS, WORD)).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(Path file, String kind, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        String text = "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
        return written(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Path written(Path file, byte[] content) {
        try {
            Files.write(file, content);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
