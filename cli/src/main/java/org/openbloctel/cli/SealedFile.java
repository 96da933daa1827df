package org.openbloctel.cli;

import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import org.openbloctel.scrub.engine.UnwritableException;

/** A result that is sealed to a public key, in the format of age. */
final class SealedFile {
    /** How the names of sealed files end. */
    static final String ENDING = ".age";

    /** The message of a file that no given key opens. */
    static final String OTHER_KEY = "error.seal.other-key";

    private static final int BUFFER = 1 << 16;

    private SealedFile() {}

    static boolean isNamedLikeOne(String name) {
        return name.length() > ENDING.length() && name.endsWith(ENDING);
    }

    /** The name of what is inside. */
    static String inside(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }

    /**
     * Writes what is inside to a new file, and on the disk. The target is not whole before this returns: its caller renames it then, and
     * removes it otherwise.
     *
     * @throws Failure when no key opens it, or when it was cut off or altered
     */
    static void open(Path sealed, Path target, SealKey key) throws IOException {
        try (FileChannel source = FileChannel.open(sealed, StandardOpenOption.READ);
                InputStream plain = decrypted(source, sealed, key);
                FileChannel written =
                        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(written);
            byte[] buffer = new byte[BUFFER];
            for (int n = read(plain, buffer, sealed); n >= 0; n = read(plain, buffer, sealed)) {
                write(out, buffer, n);
            }
            written.force(true);
        }
    }

    private static InputStream decrypted(FileChannel source, Path sealed, SealKey key) throws IOException {
        try {
            return Channels.newInputStream(
                    new StandardDecryptingChannelFactory().newDecryptingChannel(source, key.readers()));
        } catch (UnsupportedRecipientStanzaException e) {
            throw new Failure(ExitCode.LIST, OTHER_KEY, sealed, key);
        } catch (GeneralSecurityException e) {
            throw damaged(sealed);
        } catch (IOException e) {
            throw faultOfFile(e, sealed);
        }
    }

    private static int read(InputStream plain, byte[] buffer, Path sealed) throws IOException {
        try {
            return plain.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw faultOfFile(e, sealed);
        }
    }

    /** The library reports by its own exceptions that bytes are wrong; another one comes from the disk. */
    private static IOException faultOfFile(IOException e, Path sealed) {
        if (e.getClass().getName().startsWith("com.exceptionfactory.")) {
            throw damaged(sealed);
        }
        return e;
    }

    private static Failure damaged(Path sealed) {
        return new Failure(ExitCode.LIST, "error.seal.damaged", sealed);
    }

    private static void write(OutputStream out, byte[] buffer, int n) throws UnwritableException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    /** Removes what was written of a file that cannot be opened. */
    static void discard(Path target) throws IOException {
        Files.deleteIfExists(target);
    }
}
