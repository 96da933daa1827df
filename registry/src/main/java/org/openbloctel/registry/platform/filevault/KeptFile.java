package org.openbloctel.registry.platform.filevault;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * A file of the vault as a row names it.
 *
 * @param sha256 of its content, hexadecimal; empty where the row does not say
 * @param key what opens it
 */
public record KeptFile(Vault.Kind kind, UUID folder, String name, Optional<String> sha256, Key key) {
    /** A file of a submission. */
    public KeptFile(UUID folder, String name, Optional<String> sha256, Key key) {
        this(Vault.Kind.SUBMISSION, folder, name, sha256, key);
    }

    /** Its folder and name. */
    public String path() {
        return kind.folder(folder) + "/" + name;
    }

    /** Opens the key of a file. */
    @FunctionalInterface
    public interface Key {
        /**
         * The key itself.
         *
         * @throws MasterKeys.LostKeyException when it is missing, or no master key opens it
         */
        byte[] open(MasterKeys master);

        /** The key of a folder's files as its column has it; null where it was erased. */
        static Key of(byte @Nullable [] wrapped, UUID folder) {
            WrappedKey key = new WrappedKey(wrapped == null ? new byte[0] : wrapped);
            return master -> key.open(folder, master);
        }
    }

    /** The file of a submission in the columns of a row; the key is null where it was erased. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    public record Row(UUID folder, String name, Optional<String> sha256, byte @Nullable [] fileKey) {
        /** Reads files of submissions. */
        public static final Reading<Row, KeptFile> READING = new Reading<>(Row.class, KeptFile.class, Row::file);

        private KeptFile file() {
            return new KeptFile(folder, name, sha256, Key.of(fileKey, folder));
        }
    }

    /** Lists files that rows name. */
    @FunctionalInterface
    public interface Index {
        /** The files of the next folders behind one, in the order of the folders; at most so many folders, none at the end. */
        List<KeptFile> after(UUID folder, int folders);
    }
}
