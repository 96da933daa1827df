package org.openbloctel.registry.calls.consent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.StorageOutput;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The files that prove consents: one a consent, encrypted by a key of its own, in a place of their own under a name that says
 * nothing. The digest is computed here. Invariant: a file without a row is rubbish, which {@link #sweep} removes; a row without its
 * consent does not exist, so that the key goes with the consent. Thread-safe. A file is held in memory: it is small.
 */
public final class EvidenceFiles {
    /** Bytes of one file. */
    public static final int MAX_BYTES = 10 << 20;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Duration UNFINISHED = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MasterKeys keys;
    private final StoredFiles files;
    private final EvidenceRows rows;

    /** Files in this place. */
    public EvidenceFiles(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys, StoredFiles files) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.keys = keys;
        this.files = files;
        this.rows = database.rows(EvidenceRows.class);
    }

    /** The room that is left for them. */
    public DiskRoom room() {
        return files.room();
    }

    /** What is known of a file that is kept. */
    public record Kept(String digest, int size) {}

    /**
     * Keeps the file of a consent that this company recorded. The same file again changes nothing.
     *
     * @throws RefusedException for a file that is too large or trivial, or that is not the one whose digest was claimed
     */
    public Kept put(UUID company, String actor, UUID consent, InputStream in) throws IOException {
        byte[] content = read(in);
        String digest = EvidenceDigest.of(content);
        if (!EvidenceDigest.canProve(digest)) {
            throw new RefusedException(new LawRefusal.EmptyEvidence());
        }
        refuseOther(claimed(company, consent), digest);
        UUID file = UUID.randomUUID();
        byte[] key = MasterKeys.newDataKey();
        write(file.toString(), encrypted(key, consent, file, content));
        boolean kept = database.inAccounts(() -> row(company, consent, file, key, content.length, digest, actor));
        if (!kept) {
            files.delete(StoredFiles.ROOT, file.toString());
        }
        return new Kept(digest, content.length);
    }

    /** The whole of a file that may be kept; refuses one that is too large. */
    public static byte[] read(InputStream in) throws IOException {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
            throw tooLarge();
        }
        return content;
    }

    /** The digest by which a consent names the file that proves it. */
    public static String digest(byte[] content) {
        return EvidenceDigest.of(content);
    }

    /** The refusal of a file that is larger than {@link #MAX_BYTES}. */
    public static RefusedException tooLarge() {
        return new RefusedException(new LawRefusal.EvidenceTooLarge(MAX_BYTES >> 20));
    }

    /** The digest that stands under a consent of this company. */
    private String claimed(UUID company, UUID consent) {
        return rows.claimed(company, consent).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    private static void refuseOther(String claimed, String digest) {
        if (EvidenceDigest.canProve(claimed) && !claimed.equals(digest)) {
            throw new RefusedException(new LawRefusal.OtherEvidence());
        }
    }

    private boolean row(UUID company, UUID consent, UUID file, byte[] key, int size, String digest, String actor) {
        refuseOther(claimed(company, consent), digest);
        boolean added = rows.insert(consent, file, keys.wrap(key, context(consent)), size, clock.instant());
        if (added) {
            rows.setDigest(consent, digest);
            audit.record(new AuditEntry(
                    actor,
                    "consent.evidence-kept",
                    "company:" + company,
                    Map.of("consent", consent.toString(), "evidence", digest)));
        }
        return added;
    }

    /** The file of a consent that this company recorded; nothing where only its digest is known. */
    public Optional<byte[]> get(UUID company, UUID consent) throws IOException {
        claimed(company, consent);
        Optional<EvidenceRows.Stored> stored = rows.find(consent);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        UUID file = stored.get().file();
        byte[] key = keys.unwrap(stored.get().fileKey(), context(consent));
        try {
            return Optional.of(decrypted(key, consent, file, stored(files, file)));
        } catch (NoSuchFileException e) {
            throw files.room().missing(e);
        }
    }

    /** A file as it lies there. */
    static byte[] stored(StoredFiles files, UUID file) throws IOException {
        try (InputStream in = files.open(StoredFiles.ROOT, file.toString())) {
            return in.readAllBytes();
        }
    }

    /** Whether the file of a consent is kept. */
    public boolean has(UUID consent) {
        return rows.has(consent);
    }

    /** Removes files that no row names, unless one is being written; answers how many. */
    public int sweep() {
        AtomicInteger removed = new AtomicInteger();
        Instant limit = clock.instant().minus(UNFINISHED);
        try {
            files.each(StoredFiles.ROOT, file -> {
                if (isFile(file.name())
                        && file.changed().isBefore(limit)
                        && !rows.isNamed(UUID.fromString(file.name()))) {
                    remove(file.name());
                    removed.incrementAndGet();
                }
            });
        } catch (IOException e) {
            if (!Database.isRehearsal()) {
                throw new UncheckedIOException(e);
            }
            // A place that is away does not keep the rest of the job from being counted, and done.
        }
        return removed.get();
    }

    private void remove(String name) {
        if (Database.isRehearsal()) {
            return;
        }
        try {
            files.delete(StoredFiles.ROOT, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole, and its name too, before a row names it. */
    private void write(String name, byte[] content) throws IOException {
        try {
            files.room().require(content.length);
            try (OutputStream out = StorageOutput.open(files.room(), () -> files.create(StoredFiles.ROOT, name))) {
                out.write(content);
            }
        } catch (StorageException e) {
            throw e.refused();
        }
    }

    static boolean isFile(String name) {
        return NAME.matcher(name).matches();
    }

    private static byte[] encrypted(byte[] key, UUID consent, UUID file, byte[] content) {
        return crypt(Cipher.ENCRYPT_MODE, key, consent, file, content);
    }

    static byte[] decrypted(byte[] key, UUID consent, UUID file, byte[] content) {
        return crypt(Cipher.DECRYPT_MODE, key, consent, file, content);
    }

    /** The key is used for this one file alone, so that any nonce is used once. */
    private static byte[] crypt(int mode, byte[] key, UUID consent, UUID file, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, new byte[NONCE_BYTES]));
            cipher.updateAAD((consent + "/" + file).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a file of evidence cannot be "
                            + (mode == Cipher.ENCRYPT_MODE ? "encrypted" : "opened: it was altered"),
                    e);
        }
    }

    static String context(UUID consent) {
        return "consent-evidence:" + consent;
    }

    /** The files that prove consents, as rows name them. Thread-safe. */
    public static final class Named implements FileWatch.Rows {
        private static final int SAMPLE = 4;

        private final EvidenceRows rows;

        public Named(Database database) {
            this.rows = database.rows(EvidenceRows.class);
        }

        /** A few behind an id drawn by chance. */
        @Override
        public List<FileWatch.Name> sample() {
            List<EvidenceRows.Named> found = rows.after(UUID.randomUUID(), SAMPLE);
            return (found.isEmpty() ? rows.after(new UUID(0, 0), SAMPLE) : found)
                    .stream()
                            .map(named -> new FileWatch.Name(
                                    StoredFiles.ROOT, named.stored().file().toString()))
                            .toList();
        }

        @Override
        public boolean isNamed(FileWatch.Name file) {
            return rows.isNamed(UUID.fromString(file.name()));
        }
    }
}
