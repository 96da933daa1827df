package org.openbloctel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the API, as it is sent. Immutable.
 *
 * @param text the key
 */
record ApiKey(String text) {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /** Reads the key of {@code --key}, or of the file that {@code BLOCTEL_KEY_FILE} names; warns when others can read that file. */
    static ApiKey read(Arguments arguments, Terminal terminal, Messages messages) throws IOException {
        Optional<String> file = arguments.value("key").or(() -> Optional.ofNullable(System.getenv("BLOCTEL_KEY_FILE")));
        if (file.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "error.key.missing");
        }
        boolean input = file.get().equals("-");
        byte[] bytes = input ? terminal.in().readAllBytes() : Files.readAllBytes(Path.of(file.get()));
        String key = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!key.matches("[!-~]{8,200}")) {
            throw new Failure(ExitCode.USAGE, "error.key.unreadable", file.get());
        }
        if (!input) {
            warnOfReaders(Path.of(file.get()), terminal, messages);
        }
        return new ApiKey(key);
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
