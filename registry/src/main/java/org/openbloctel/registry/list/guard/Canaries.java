package org.openbloctel.registry.list.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ListedNumbers;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;

/**
 * Canaries: numbers that never had a subscriber, on the list beside people's. A company that asks for one did not take it from a list of
 * people; a call to one shows that an answer was used. They go on the list and off it by two people. No method gives a number out.
 * Thread-safe.
 */
public final class Canaries {
    /** One in 2,000 of the list. */
    private static final int LIST_PER_CANARY = 2_000;

    private static final int MAX_TEXT = 200;
    private static final int MAX_LINES = 100_000;
    private static final String CALL_SEALED_FOR = "canary-call:";

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final MasterKeys master;
    private final Guard guard;
    private final CanaryWatch watch;
    private final CanaryRows rows;
    private final ListedNumbers listed;

    /** Canaries of a guard. */
    public Canaries(Database database, AuditTrail audit, InstantSource clock, MasterKeys master, Guard guard) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.master = master;
        this.guard = guard;
        this.watch = guard.canaries();
        this.rows = database.rows(CanaryRows.class);
        this.listed = new ListedNumbers(database);
    }

    /**
     * A call to a canary: the list was used to call.
     *
     * @param note what the person who holds the line says
     * @param toldBy the person of the operator who noted it
     */
    public record Call(UUID id, LocalDate day, String note, String toldBy, Instant toldAt) {}

    /**
     * A company that asked for a canary.
     *
     * @param principal for whom
     * @param actor the key, the member, or the submission with the file
     * @param returnedAt when it was first answered; empty when the file was held
     */
    public record Sighting(
            UUID company,
            UUID principal,
            String actor,
            Asker.Door door,
            Instant lastAt,
            long times,
            Optional<Instant> returnedAt) {}

    /**
     * What became of a file.
     *
     * @param taken how many numbers are to be canaries
     * @param left lines that are none: not readable, of a range without subscribers, twice in the file, or on the list
     */
    public record Proposed(UUID batch, int taken, int left) {}

    /** How many are on the list, as far as this server knows: figures of the list leave them out. */
    public int count() {
        return watch.canaries().size();
    }

    /** All batches, the latest first. */
    public List<CanaryBatch> batches() {
        return rows.batches();
    }

    /**
     * Takes a file of canaries, one number a line; they wait for {@link #list}.
     *
     * @param lender who lent the numbers
     * @throws RefusedException when there is no number in it, or there would be too many
     */
    public Proposed propose(String lender, InputStream lines, OppositionList list, String actor) throws IOException {
        String from = text("lender", lender);
        Set<Long> numbers = new TreeSet<>();
        int read = read(lines, list, numbers);
        if (numbers.isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("file"));
        }
        return database.inAccounts(() -> {
            numbers.removeAll(listed.registered(numbers));
            long[] known = rows.sealed().stream()
                    .flatMapToLong(batch -> LongStream.of(watch.open(batch)))
                    .toArray();
            LongStream.of(known).forEach(numbers::remove);
            long most = list.size() / LIST_PER_CANARY;
            if (known.length + numbers.size() > most) {
                throw new RefusedException(new ListRefusal.TooManyCanaries(Math.max(0, most - known.length)));
            }
            UUID id = UUID.randomUUID();
            long[] taken = numbers.stream().mapToLong(Long::longValue).toArray();
            rows.insert(id, from, taken.length, seal(id, taken), actor, now());
            record(actor, "canary.proposed", id, Map.of("lender", from, "numbers", Integer.toString(taken.length)));
            return new Proposed(id, taken.length, read - taken.length);
        });
    }

    /** Returns how many lines were read. */
    private static int read(InputStream in, OppositionList list, Set<Long> numbers) throws IOException {
        NumberReader reader = new NumberReader(list.plan());
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int read = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            if (++read > MAX_LINES) {
                throw new RefusedException(new ListRefusal.TooManyNumbers(MAX_LINES));
            }
            long national = reader.read(line);
            if (national >= 0 && list.plan().objection(national) == null && !list.holds(national)) {
                numbers.add(list.plan().international(national));
            }
        }
        return read;
    }

    private byte[] seal(UUID batch, long[] numbers) {
        return master.wrap(CanaryWatch.bytes(numbers), CanaryWatch.sealedFor(batch));
    }

    /** Puts a batch on the list, in the open transaction. */
    public void list(UUID batch, String actor) {
        CanaryRows.Sealed sealed = rows.lock(batch)
                .filter(one -> one.batch().isAsked())
                .orElseThrow(() -> new RefusedException(new ListRefusal.NoSuchCanaries()));
        rows.listed(batch, now());
        listed.bring(watch.open(sealed), now());
        record(actor, "canary.listed", batch, Map.of("lender", sealed.batch().lender()));
    }

    /** Drops a batch that waits to be listed; false when it does not. */
    public boolean drop(UUID batch, String actor) {
        return database.inAccounts(() -> {
            boolean asked =
                    rows.lock(batch).filter(one -> one.batch().isAsked()).isPresent();
            if (asked) {
                rows.withdrawn(batch, now());
                record(actor, "canary.dropped", batch, Map.of());
            }
            return asked;
        });
    }

    /**
     * Takes a batch off the list, in the open transaction, as its block goes back to its lender; numbers that a person registered meanwhile
     * stay there.
     */
    public void withdraw(UUID batch, String actor) {
        CanaryRows.Sealed sealed = rows.lock(batch)
                .filter(one -> one.batch().isListed())
                .orElseThrow(() -> new RefusedException(new ListRefusal.NoSuchCanaries()));
        long[] numbers = watch.open(sealed);
        rows.withdrawn(batch, now());
        rows.forgetSigns(null, prints(numbers));
        listed.withdraw(numbers, now());
        record(actor, "canary.withdrawn", batch, Map.of("lender", sealed.batch().lender()));
    }

    /**
     * Retires canaries that a person proved to be theirs or that left the list: they may have a subscriber now, and are numbers like any
     * other. The person sees nothing of it. A registration without proof retires none: the number stays on the list when it ends, as one
     * that was imported does, so that registering and withdrawing numbers shows no canary. Returns how many.
     */
    public int retire(OppositionList list) {
        return database.inAccounts(() -> {
            Map<UUID, Integer> retired = new TreeMap<>();
            Set<Long> proved = new TreeSet<>();
            for (CanaryRows.Sealed one : rows.sealed()) {
                if (one.batch().isListed()) {
                    retired.put(one.batch().id(), retire(one.batch().id(), list, proved));
                }
            }
            // The list comes after all other rows, and the audit trail last.
            listed.withdraw(proved.stream().mapToLong(Long::longValue).toArray(), now());
            retired.values().removeIf(count -> count == 0);
            retired.forEach((batch, count) ->
                    record("system", "canary.retired", batch, Map.of("numbers", Integer.toString(count))));
            return retired.values().stream().mapToInt(Integer::intValue).sum();
        });
    }

    private int retire(UUID batch, OppositionList list, Set<Long> proved) {
        CanaryRows.Sealed sealed = rows.lock(batch).orElseThrow();
        long[] numbers = watch.open(sealed);
        Set<Long> gone =
                new HashSet<>(listed.proved(LongStream.of(numbers).boxed().toList()));
        proved.addAll(gone);
        // A list that is older than the batch does not hold it yet.
        if (sealed.batch().listedAt().filter(list.time()::isAfter).isPresent()) {
            LongStream.of(numbers)
                    .filter(number -> !list.holds(list.plan().national(number)))
                    .forEach(gone::add);
        }
        if (!gone.isEmpty()) {
            long[] rest = LongStream.of(numbers)
                    .filter(number -> !gone.contains(number))
                    .toArray();
            rows.retire(batch, gone.size(), seal(batch, rest));
            rows.forgetSigns(
                    null, prints(gone.stream().mapToLong(Long::longValue).toArray()));
        }
        return gone.size();
    }

    private Collection<Long> prints(long[] numbers) {
        return Arrays.stream(numbers).map(guard.key()::print).boxed().toList();
    }

    /**
     * Notes that a canary was called.
     *
     * @param typed the canary, as the person who holds the line wrote it
     * @param caller the number that called, if it is known
     * @throws RefusedException when it is no canary
     */
    public UUID called(String typed, LocalDate day, String caller, String note, String actor) {
        long national = new NumberReader(CanaryWatch.PLAN).read(typed);
        String said = note.strip();
        if (national < 0 || said.length() > MAX_TEXT || caller.length() > MAX_TEXT) {
            throw new RefusedException(new RequestRefusal.UnreadableField(national < 0 ? "number" : "note"));
        }
        if (day.isAfter(LegalCalendar.today(clock))) {
            throw new RefusedException(new RequestRefusal.UnreadableField("day"));
        }
        watch.reload();
        long number = CanaryWatch.PLAN.international(national);
        if (!watch.canaries().holds(number)) {
            throw new RefusedException(new ListRefusal.NoCanary());
        }
        Call call = new Call(UUID.randomUUID(), day, said, actor, now());
        byte[] sealed = caller.isBlank()
                ? null
                : master.wrap(caller.strip().getBytes(StandardCharsets.UTF_8), CALL_SEALED_FOR + call.id());
        database.runInAccounts(() -> {
            rows.insertCall(call, guard.key().print(number), sealed);
            record(actor, "canary.called", call.id(), Map.of("day", day.toString()));
        });
        return call.id();
    }

    /** All calls, the latest first. */
    public List<Call> calls() {
        return rows.calls();
    }

    /**
     * A call, and who had the answer about its canary up to that day.
     *
     * @param caller the number that called, if it is known
     */
    public record Traced(Call call, Optional<String> caller, List<Sighting> sightings) {}

    /** Who had the answer about the canary that was called. That it was read stands in the audit trail. */
    public Traced trace(UUID id, String reader) {
        return database.inAccounts(() -> {
            CanaryRows.Told told =
                    rows.call(id).orElseThrow(() -> new RefusedException(new ListRefusal.NoSuchCanaries()));
            record(reader, "canary.traced", id, Map.of());
            Instant end = LegalCalendar.startOf(told.call().day().plusDays(1));
            return new Traced(told.call(), caller(told), rows.returned(told.canary(), end));
        });
    }

    private Optional<String> caller(CanaryRows.Told told) {
        byte @Nullable [] sealed = told.caller();
        return sealed == null
                ? Optional.empty()
                : Optional.of(new String(
                        master.unwrap(sealed, CALL_SEALED_FOR + told.call().id()), StandardCharsets.UTF_8));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void record(String actor, String action, UUID subject, Map<String, String> details) {
        audit.record(new AuditEntry(actor, action, "canaries:" + subject, details));
    }

    private static String text(String field, String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        return text;
    }
}
