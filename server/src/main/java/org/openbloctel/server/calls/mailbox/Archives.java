package org.openbloctel.server.calls.mailbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.openbloctel.registry.calls.mailbox.Intake;
import org.openbloctel.registry.platform.refusal.MailboxRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.ZipDirectory;

/**
 * Hands in an attachment: itself, or each file of an archive of several. An archive is held in memory, as large as the mail it came in;
 * what is in it is streamed, and nothing goes where its names say. Not thread-safe.
 */
final class Archives {
    /** As for any archive: what unpacks to 200 times its size beyond 100 MiB is an attack. All is read twice. */
    private static final long BOMB_BYTES = 200L << 20;

    private static final int BOMB_RATIO = 400;
    private static final Set<String> TABLES = Set.of("csv", "txt", "tsv");
    private static final Set<String> WORKBOOKS = Set.of("xlsx", "xlsm", "xls");
    private static final Set<String> PACKED = Set.of("zip", "gz", "tgz", "7z", "rar", "tar", "bz2", "xz", "zst");

    private final Intake intake;
    private final int max;
    private final int room;

    /**
     * Archives of a mail.
     *
     * @param max how many files a mail may carry
     * @param files how many it has carried so far
     */
    Archives(Intake intake, int max, int files) {
        this.intake = intake;
        this.max = max;
        room = max - files;
    }

    /** Hands it in; returns how many files it was. */
    int takeIn(String name, Intake.Content content) throws IOException {
        byte[] bytes;
        try (InputStream in = content.open()) {
            byte[] head = in.readNBytes(4);
            if (!isZip(head)) {
                intake.file(name, content);
                return 1;
            }
        } catch (IOException damaged) {
            intake.refuse(name, new MailboxRefusal.DamagedAttachment());
            return 1;
        }
        try (InputStream in = content.open()) {
            bytes = in.readAllBytes();
        } catch (IOException damaged) {
            intake.refuse(name, new MailboxRefusal.DamagedAttachment());
            return 1;
        }
        ZipFile zip;
        try {
            SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(bytes);
            ZipDirectory.check(channel, name);
            zip = ZipFile.builder().setSeekableByteChannel(channel).get();
        } catch (IOException damaged) {
            // The scrub says so, as for one that came by another door.
            intake.file(name, content);
            return 1;
        }
        try (zip) {
            return takeIn(name, content, zip, bytes.length);
        }
    }

    private int takeIn(String name, Intake.Content content, ZipFile zip, long size) throws IOException {
        List<ZipArchiveEntry> tables = new ArrayList<>();
        Collections.list(zip.getEntries()).stream().filter(Archives::isTable).forEach(tables::add);
        boolean workbook = zip.getEntry("[Content_Types].xml") != null && zip.getEntry("xl/workbook.xml") != null;
        boolean single = tables.size() == 1 && TABLES.contains(extension(tables.getFirst()));
        boolean encrypted =
                tables.stream().anyMatch(entry -> entry.getGeneralPurposeBit().usesEncryption());
        if (workbook || tables.isEmpty() || (single && !encrypted)) {
            // A workbook, or what any door takes as it is.
            intake.file(name, content);
            return 1;
        }
        Budget budget = new Budget(Math.max(BOMB_BYTES, size * BOMB_RATIO));
        int taken = 0;
        for (ZipArchiveEntry entry : tables) {
            String inner = lastName(entry.getName());
            if (taken == room) {
                intake.refuse(inner, new MailboxRefusal.TooManyAttachments(max));
                return taken;
            }
            taken++;
            entry(zip, entry, inner, budget);
        }
        return taken;
    }

    private void entry(ZipFile zip, ZipArchiveEntry entry, String name, Budget budget) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            intake.refuse(name, new MailboxRefusal.EncryptedAttachment());
        } else if (PACKED.contains(extension(entry))) {
            intake.refuse(name, new MailboxRefusal.NestedArchive());
        } else if (!TABLES.contains(extension(entry)) && !WORKBOOKS.contains(extension(entry))) {
            intake.refuse(name, new MailboxRefusal.OtherAttachment());
        } else if (!zip.canReadEntryData(entry)) {
            intake.refuse(name, new SubmissionRefusal.DamagedArchive());
        } else {
            intake.file(name, () -> new Unpacking(zip.getInputStream(entry), entry.getCrc(), budget));
        }
    }

    /** Neither a folder nor what systems hide in archives. */
    private static boolean isTable(ZipArchiveEntry entry) {
        String last = lastName(entry.getName());
        return !entry.isDirectory()
                && !entry.getName().startsWith("__MACOSX/")
                && !last.startsWith(".")
                && !last.equalsIgnoreCase("thumbs.db");
    }

    private static String extension(ZipArchiveEntry entry) {
        String name = lastName(entry.getName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String lastName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static boolean isZip(byte[] head) {
        return head.length == 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5 || head[2] == 7);
    }

    /** How much one archive may unpack to, all of its files together. */
    private static final class Budget {
        private long left;

        Budget(long left) {
            this.left = left;
        }

        void use(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new RefusedException(new SubmissionRefusal.ArchiveBomb());
            }
        }
    }

    /** A file as it comes out of its archive: counted, and compared with its checksum at its end. */
    private static final class Unpacking extends FilterInputStream {
        private final CheckedInputStream checked;
        private final long crc;
        private final Budget budget;

        Unpacking(InputStream in, long crc, Budget budget) {
            this(new CheckedInputStream(in, new CRC32()), crc, budget);
        }

        private Unpacking(CheckedInputStream in, long crc, Budget budget) {
            super(in);
            this.checked = in;
            this.crc = crc;
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n;
            try {
                n = super.read(target, from, length);
            } catch (IOException e) {
                throw damaged();
            }
            if (n > 0) {
                budget.use(n);
            } else if (n < 0 && checked.getChecksum().getValue() != crc) {
                throw damaged();
            }
            return n;
        }

        private static RefusedException damaged() {
            return new RefusedException(new SubmissionRefusal.DamagedArchive());
        }
    }
}
