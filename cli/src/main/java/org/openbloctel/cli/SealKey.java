package org.openbloctel.cli;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The private keys that open sealed results: a file as {@code bloctel keygen} and {@code age-keygen} write it, with a key a line. After a
 * key was replaced it may hold the old one, too. Immutable.
 */
final class SealKey {
    private static final int MAX_BYTES = 1 << 16;

    private final String file;
    private final List<RecipientStanzaReader> readers;

    private SealKey(String file, List<RecipientStanzaReader> readers) {
        this.file = file;
        this.readers = List.copyOf(readers);
    }

    /** The keys of {@code --private-key}, or of the file that {@code BLOCTEL_PRIVATE_KEY_FILE} names; empty for neither. */
    static Optional<SealKey> given(Arguments arguments, Terminal terminal, Messages messages) throws IOException {
        Optional<String> file =
                arguments.value("private-key").or(() -> Optional.ofNullable(System.getenv("BLOCTEL_PRIVATE_KEY_FILE")));
        return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get(), terminal, messages));
    }

    /** Reads a file of private keys; warns when others can read it. */
    static SealKey read(String file, Terminal terminal, Messages messages) throws IOException {
        Path path = Path.of(file);
        if (Files.size(path) > MAX_BYTES) {
            throw new Failure(ExitCode.USAGE, "error.seal.key", file);
        }
        List<RecipientStanzaReader> readers = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\\R", -1)) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                readers.add(reader(file, text));
            }
        }
        if (readers.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "error.seal.key", file);
        }
        ApiKey.warnOfReaders(path, terminal, messages);
        return new SealKey(file, readers);
    }

    private static RecipientStanzaReader reader(String file, String line) {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "error.seal.key", file);
        }
    }

    List<RecipientStanzaReader> readers() {
        return readers;
    }

    /** The name of its file, without a key. */
    @Override
    public String toString() {
        return file;
    }
}
