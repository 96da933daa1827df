package org.openbloctel.registry.calls.campaign;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleKind;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.VerdictFiles;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;

/**
 * Numbers that are kept with their company's consent so that they can be checked again, with the caller's references and nothing
 * else of the file. Two encrypted files under a key of the campaign: {@code lines}, for each line its number, how it was written and
 * its reference; and {@code numbers}, the same numbers ascending, each with whether its company was told that it is opposed. To
 * compare them all with the list takes one pass over the second, 8 bytes a number; a few changes of the list are searched in it. The
 * first is read only when something changed.
 * They are made of the returned file {@code verdicts}, so only what was told can be kept. Thread-safe.
 */
public final class KeptNumbers {
    private static final long TOLD_EVERY = 1 << 16;
    private static final String NUMBERS = "numbers";
    private static final String LINES = "lines";
    private static final int BUFFER = 1 << 16;
    private static final String OK = "OK";
    private static final String OPPOSED = "OPPOSED";
    private static final String FORBIDDEN = "FORBIDDEN ";

    private final LawBook law;
    private final VerdictFiles verdicts;
    private final Vault vault;

    public KeptNumbers(VerdictFiles verdicts, Vault vault, LawBook law) {
        this.verdicts = verdicts;
        this.vault = vault;
        this.law = law;
    }

    /** The files of kept numbers in this database, for the erasure that shares their vault. */
    public static FileKeeper files(Database database) {
        return KeptRows.in(database)::kept;
    }

    /** The same files one after the other, with their keys. */
    public static KeptFile.Index index(Database database) {
        return KeptRows.in(database)::after;
    }

    /**
     * What was kept.
     *
     * @param lines how many lines
     * @param numbers how many numbers, each once
     */
    public record Kept(long lines, long numbers) {}

    /**
     * Keeps the numbers of a submission. What was told to be callable and is on the list by now counts as told to be callable, so that
     * the first comparison finds it; what was told to be opposed for another number of its line counts as callable and is not found.
     * Where the list forbade nothing on the day of the check, nothing was told of it: what was on it then is no change. That is known
     * as long as the list has not changed; afterwards it counts as one, for a change too many is better than one too few.
     *
     * @param id the name of what is kept
     * @param list the newest
     * @return empty when the submission's returned files are gone, or were sealed before the numbers were to be kept
     */
    public Optional<Kept> keep(UUID submission, UUID id, byte[] key, OppositionList list) throws IOException {
        Optional<VerdictFiles.Verdicts> found = verdicts.open(submission);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Submission checked = found.get().submission();
        try (VerdictReader told = new VerdictReader(found.get().content());
                DataOutputStream lines =
                        new DataOutputStream(new BufferedOutputStream(vault.create(id, LINES, key), BUFFER))) {
            Collected collected = new Collected(list, isAsChecked(checked, list), lines);
            for (VerdictReader.Line line = told.next(); line != null; line = told.next()) {
                collected.add(line);
            }
            Kept kept = new Kept(collected.lines, collected.write(id, key));
            verdicts.release(submission);
            return Optional.of(kept);
        }
    }

    /** Removes the lines of a submission, which were kept; its returned files stay. */
    public void removeLines(UUID submission) throws IOException {
        verdicts.removeReleased(submission);
    }

    /** Whether the list is that of a check at which nothing was told of it. */
    private boolean isAsChecked(Submission submission, OppositionList list) {
        LocalDate day = LegalCalendar.dayOf(submission.settledAt().orElseThrow());
        boolean listDecided = submission.scope() == Submission.Scope.LIST
                || law.rules().stream()
                        .filter(rule -> rule.kind() == RuleKind.LIST)
                        .anyMatch(rule ->
                                rule.on(day).filter(RuleVersion::enforced).isPresent());
        return !listDecided && submission.counts().listRevision().equals(OptionalLong.of(list.revision()));
    }

    /** The lines while they are written, and their numbers. */
    private final class Collected {
        private final OppositionList list;
        private final boolean asChecked;
        private final NumberReader reader;
        private final DataOutputStream out;
        private long[] numbers = new long[1 << 12];
        private int count;
        private long lines;

        Collected(OppositionList list, boolean asChecked, DataOutputStream out) {
            this.list = list;
            this.asChecked = asChecked;
            this.reader = new NumberReader(list.plan());
            this.out = out;
        }

        void add(VerdictReader.Line line) throws IOException {
            boolean opposed = line.answer().equals(OPPOSED);
            if (!opposed && !line.answer().equals(OK) && !line.answer().startsWith(FORBIDDEN)) {
                return;
            }
            long read = reader.read(line.number());
            long[] all = read == NumberReader.SEVERAL ? reader.several() : new long[] {read};
            for (long national : all) {
                if (national >= 0) {
                    add(list.plan().international(national), opposed, line);
                }
            }
        }

        private void add(long number, boolean opposed, VerdictReader.Line line) throws IOException {
            out.writeLong(number);
            out.writeUTF(short64(line.number()));
            out.writeUTF(short64(line.reference()));
            lines++;
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number << 1 | ((opposed || asChecked) && list.contains(number) ? 1 : 0);
        }

        long write(UUID id, byte[] key) throws IOException {
            Arrays.parallelSort(numbers, 0, count);
            long written = 0;
            try (DataOutputStream file =
                    new DataOutputStream(new BufferedOutputStream(vault.create(id, NUMBERS, key), BUFFER))) {
                for (int i = 0; i < count; i++) {
                    if (i == 0 || numbers[i] >>> 1 != numbers[i - 1] >>> 1) {
                        file.writeLong(numbers[i]);
                        written++;
                    }
                }
            }
            return written;
        }
    }

    /** A reference is short; what is long is another column by mistake, and its beginning will do. */
    private static String short64(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    /**
     * What a comparison found.
     *
     * @param numbers how many numbers, each once
     * @param opposed of which are on the list
     * @param changed those that went on the list (true) or left it since they were last told
     */
    public record Compared(long numbers, long opposed, Map<Long, Boolean> changed) {
        /** Copies the map. */
        public Compared {
            changed = Map.copyOf(changed);
        }

        /** Without numbers. */
        @Override
        public String toString() {
            return "Compared[" + numbers + ", " + opposed + ", " + changed.size() + " changed]";
        }
    }

    /**
     * Compares kept numbers with the list.
     *
     * @param since numbers of which something else was told since they were kept
     * @param progress is told now and then how many more were compared
     */
    public Compared compare(UUID id, byte[] key, OppositionList list, Map<Long, Boolean> since, LongConsumer progress)
            throws IOException {
        Map<Long, Boolean> changed = new HashMap<>();
        long count = 0;
        long opposed = 0;
        try (DataInputStream in = read(id, NUMBERS, key)) {
            for (Long next = next(in); next != null; next = next(in)) {
                long number = next >>> 1;
                Boolean later = since.get(number);
                boolean told = later == null ? (next & 1) == 1 : later;
                boolean listed = list.contains(number);
                count++;
                if (count % TOLD_EVERY == 0) {
                    progress.accept(TOLD_EVERY);
                }
                opposed += listed ? 1 : 0;
                if (listed != told) {
                    changed.put(number, listed);
                }
            }
        }
        progress.accept(count % TOLD_EVERY);
        return new Compared(count, opposed, changed);
    }

    /**
     * Finds the kept numbers among some, those that changed on the list. Reads the places where they would be.
     *
     * @param count how many numbers are kept
     * @return each with whether its company was told that it is opposed, when it was kept
     */
    Map<Long, Boolean> find(UUID id, byte[] key, long count, Collection<Long> numbers) throws IOException {
        Map<Long, Boolean> found = new HashMap<>();
        try (SortedNumbers kept = new SortedNumbers(vault.openAt(id, NUMBERS, key), count)) {
            for (Long number : new TreeSet<>(numbers)) {
                Long entry = kept.find(number);
                if (entry != null) {
                    found.put(number, (entry & 1) == 1);
                }
            }
        }
        return found;
    }

    /**
     * A kept line.
     *
     * @param place which, from 0
     * @param number with its country's code
     * @param written as the caller wrote it
     * @param reference the caller's own
     */
    public record Line(long place, long number, String written, String reference) {
        /** Without the number. */
        @Override
        public String toString() {
            return "Line[" + place + "]";
        }
    }

    /** The lines of some numbers, in their order. */
    public List<Line> lines(UUID id, byte[] key, Set<Long> numbers) throws IOException {
        List<Line> found = new java.util.ArrayList<>();
        try (DataInputStream in = read(id, LINES, key)) {
            long place = 0;
            for (Long number = next(in); number != null; number = next(in)) {
                String written = in.readUTF();
                String reference = in.readUTF();
                if (numbers.contains(number)) {
                    found.add(new Line(place, number, written, reference));
                }
                place++;
            }
        }
        return found;
    }

    private DataInputStream read(UUID id, String name, byte[] key) throws IOException {
        InputStream plain = vault.open(id, name, key);
        return new DataInputStream(new BufferedInputStream(plain, BUFFER));
    }

    private static @Nullable Long next(DataInputStream in) throws IOException {
        try {
            in.mark(1);
            if (in.read() < 0) {
                return null;
            }
            in.reset();
            return in.readLong();
        } catch (EOFException e) {
            throw new IOException("kept numbers are cut off", e);
        }
    }

    /** Removes the files; what cannot be removed now, the sweeper finds, and without the key it cannot be read. */
    public void erase(UUID id) throws IOException {
        vault.deleteBut(id, List.of());
    }
}
