package org.openbloctel.cli;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.openbloctel.scrub.engine.UnwritableException;

/**
 * {@code bloctel keygen}: makes the pair of keys for sealed results, or for signed lists. The private one goes into a new file that its
 * owner alone can read, as {@code age-keygen} writes it; the public one is printed.
 */
final class KeygenCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    KeygenCommand(Terminal terminal, Messages messages) {
        super("keygen", "FILE", OptionSpec.flag("signing"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        Path file = Path.of(arguments.rest().get(0));
        if (arguments.has("signing")) {
            String key = Signed.newKey();
            write(file, key + "\n");
            return made(Signed.publicKeys(Json.read(key)), "keygen.made.signing", file);
        }
        KeyPair pair = pair();
        String recipient = text(pair.getPublic().getEncoded());
        write(
                file,
                "# created: " + terminal.clock().instant().truncatedTo(ChronoUnit.SECONDS) + "\n# public key: "
                        + recipient + "\n" + text(pair.getPrivate().getEncoded()) + "\n");
        return made(recipient, "keygen.made", file);
    }

    private int made(String publicKey, String text, Path file) {
        terminal.out().println(publicKey);
        terminal.out().flush();
        terminal.err().println("bloctel: " + messages.get(text, file));
        return ExitCode.DONE;
    }

    private static KeyPair pair() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("X25519 is part of every JDK", e);
        }
    }

    private static String text(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII);
    }

    private static void write(Path file, String text) throws UnwritableException {
        FileAttribute<?>[] owner =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Set<OpenOption> created = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, created, owner)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(ExitCode.OUTPUT, "error.seal.exists", file);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }
}
