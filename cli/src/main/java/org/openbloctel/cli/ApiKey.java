package org.openbloctel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key of the API, as it is sent. Immutable.
 *
 * @param text the key
 */
record ApiKey(String text) {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /** What looks like a key, wherever it stands: server's keys begin so. */
    static final Pattern SECRET = Pattern.compile("ob[a-z]_(live|test)_[!-~]+");

    private static final String VARIABLE = "OPENBLOCTEL_API_KEY";

    /**
     * Reads the key of the file of {@code --key}, or that {@code BLOCTEL_KEY_FILE} names, or else of the variable
     * {@code OPENBLOCTEL_API_KEY}, which holds it itself; warns when others can read the file.
     */
    static ApiKey read(Arguments arguments, Terminal terminal, Messages messages) throws IOException {
        Optional<String> file = arguments.value("key").or(() -> Optional.ofNullable(System.getenv("BLOCTEL_KEY_FILE")));
        if (file.isEmpty()) {
            String held = System.getenv(VARIABLE);
            if (held == null) {
                throw new Failure(ExitCode.USAGE, "error.key.missing");
            }
            return of(held.strip(), VARIABLE);
        }
        if (SECRET.matcher(file.get()).lookingAt()) {
            throw new Failure(ExitCode.USAGE, "error.key.secret");
        }
        boolean input = file.get().equals("-");
        byte[] bytes = input ? terminal.in().readAllBytes() : Files.readAllBytes(Path.of(file.get()));
        ApiKey key = of(new String(bytes, StandardCharsets.UTF_8).strip(), file.get());
        if (!input) {
            warnOfReaders(Path.of(file.get()), terminal, messages);
        }
        return key;
    }

    private static ApiKey of(String text, String source) {
        if (!text.matches("[!-~]{8,200}")) {
            throw new Failure(ExitCode.USAGE, "error.key.unreadable", source);
        }
        return new ApiKey(text);
    }

    /** Warns when others can read the file of a secret. */
    static void warnOfReaders(Path file, Terminal terminal, Messages messages) throws IOException {
        if (isReadByOthers(file)) {
            terminal.err().println("bloctel: " + messages.get("warning.key.shared", file));
        }
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (UnsupportedOperationException e) {
            return false; // Windows, where this cannot be told from the file
        }
    }

    /** Whether it opens nothing but tests. */
    boolean isTest() {
        return text.startsWith("obt_test_");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiKey";
    }
}
