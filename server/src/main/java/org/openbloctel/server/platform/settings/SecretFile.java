package org.openbloctel.server.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret that stands in the file that a setting names.
 *
 * @param text null when the setting names no file
 */
public record SecretFile(@Nullable String text) {
    /** Of a setting that names no file. */
    public static final SecretFile NONE = new SecretFile(null);

    /** Reads it; throws {@link SettingsException}. Spring finds this. */
    public static SecretFile of(String file) {
        String name = file.strip();
        if (name.isEmpty()) {
            return NONE;
        }
        try {
            Path path = Path.of(name);
            if (Files.exists(path) && isForEverybody(path)) {
                throw new SettingsException(
                        List.of("names a file that everybody can read: chmod 600 it, and change what stands in it"));
            }
            return new SecretFile(Files.readString(path).strip());
        } catch (IOException e) {
            throw new SettingsException(
                    List.of("names a file that cannot be read (" + e + "): make it, for this server's user alone"));
        }
    }

    /** Whether all users of this machine can read a file. */
    public static boolean isForEverybody(Path file) throws IOException {
        // Not by the file's store: Java finds none below a changed root.
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SecretFile";
    }
}
