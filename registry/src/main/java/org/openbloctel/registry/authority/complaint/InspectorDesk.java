package org.openbloctel.registry.authority.complaint;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.NumberPermutation.SealedElsewhereException;

/**
 * What an {@link Inspector} does with complaints: search, read, and move them. Moving the first of several about one call moves them all,
 * each complainant gets a mail, and the audit trail an entry; so does each reading of a text, with its purpose. Thread-safe; of two who
 * move one complaint at once the second is refused when the first left it in a state that does not allow it.
 */
public final class InspectorDesk {
    /** The entries of the audit trail in which a recent reading is looked for. */
    private static final int RECENT = 20;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final CompanyDirectory companies;
    private final ComplaintSeal seal;
    private final ComplaintRows rows;
    private final DeskRows desk;
    private final ComplaintSearchRows searches;
    private final ComplaintNews news;

    /** Over this database. */
    public InspectorDesk(Complaints.Needs needs, MasterKeys keys, URI portal) {
        this.database = needs.database();
        this.clock = needs.clock();
        this.audit = needs.audit();
        this.companies = new CompanyDirectory(database);
        this.seal = new ComplaintSeal(database, keys);
        this.rows = ComplaintRows.in(database, seal);
        this.desk = DeskRows.in(database);
        this.searches = new ComplaintSearchRows(database);
        this.news = new ComplaintNews(needs.outbox(), needs.consumers(), new ComplaintLinks(seal, portal));
    }

    /** Attributes the calls to a company, which replaces an earlier one. */
    public void attribute(Inspector inspector, UUID complaint, UUID company) {
        attribute(inspector, complaint, company, null);
    }

    /**
     * Attributes the calls to a company, which replaces an earlier one.
     *
     * @param company the one for which the calls were made
     * @param agent the one that made them; null where it is the same, or not known
     */
    public void attribute(Inspector inspector, UUID complaint, UUID company, @Nullable UUID agent) {
        Set<UUID> named = agent == null || agent.equals(company) ? Set.of(company) : Set.of(company, agent);
        if (companies.find(named, Set.of()).size() < named.size()) {
            throw new RefusedException(new CompanyRefusal.UnknownCompany());
        }
        database.runInAccounts(() -> {
            if (desk.reattribute(complaint, company, now()) > 0) {
                record(inspector, "complaint.reattributed", complaint, Map.of("company", company.toString()));
            } else {
                move(inspector, complaint, new DeskRows.Change(ComplaintState.ATTRIBUTED, null, company, null));
            }
            desk.agent(complaint, agent);
            if (agent != null) {
                record(inspector, "complaint.agent", complaint, Map.of("company", agent.toString()));
            }
        });
    }

    /** Removes the attribution to a company. */
    public void unattribute(Inspector inspector, UUID complaint) {
        database.runInAccounts(
                () -> move(inspector, complaint, new DeskRows.Change(ComplaintState.RECEIVED, null, null, null)));
    }

    /** Puts it into a case, with the complaints about the same call that came after it was attributed. */
    public void takeIntoCase(Inspector inspector, UUID complaint, UUID caseFile) {
        database.runInAccounts(() -> {
            UUID company = desk.lock(complaint)
                    .map(DeskRows.Head::company)
                    .orElseThrow(() -> new RefusedException(new ComplaintRefusal.WrongState()));
            attributeLate(complaint, company);
            move(inspector, complaint, new DeskRows.Change(ComplaintState.IN_CASE, null, company, caseFile));
        });
    }

    /** Puts those that joined a complaint of a case later into that case, too; returns how many. */
    public int takeJoined(Inspector inspector, UUID complaint, UUID caseFile) {
        return database.inAccounts(() -> {
            UUID company = desk.lock(complaint)
                    .filter(head -> caseFile.equals(head.caseFile()))
                    .map(DeskRows.Head::company)
                    .orElseThrow(() -> new RefusedException(new ComplaintRefusal.WrongState()));
            attributeLate(complaint, company);
            DeskRows.Change change = new DeskRows.Change(ComplaintState.IN_CASE, null, company, caseFile);
            List<ComplaintNews.Moved> moved = desk.move(complaint, change, now());
            if (!moved.isEmpty()) {
                moved(inspector, complaint, change, moved);
            }
            return moved.size();
        });
    }

    /** Closes one that is in no case. A sanction is a case's decision, and no reason here. */
    public void close(Inspector inspector, UUID complaint, ClosingReason reason) {
        if (!reason.isGivenByInspector()) {
            throw new RefusedException(new ComplaintRefusal.WrongState());
        }
        close(inspector, complaint, null, reason);
    }

    /** Closes one of a case, which was decided. */
    public void closeInCase(Inspector inspector, UUID complaint, UUID caseFile, ClosingReason reason) {
        close(inspector, complaint, caseFile, reason);
    }

    /** Records that the sanction of a case was annulled: its complainants get a mail, and no longer see the company's name. */
    public void annul(Inspector inspector, UUID caseFile) {
        database.runInAccounts(() -> desk.annul(caseFile, now()).forEach(one -> {
            record(inspector, "complaint.sanction-annulled", one.id(), Map.of("case", caseFile.toString()));
            news.annulled(one);
        }));
    }

    private void close(Inspector inspector, UUID complaint, @Nullable UUID caseFile, ClosingReason reason) {
        database.runInAccounts(() -> {
            DeskRows.Head head = desk.lock(complaint)
                    .orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
            if (!Objects.equals(head.caseFile(), caseFile)) {
                throw new RefusedException(new ComplaintRefusal.WrongState());
            }
            move(inspector, complaint, new DeskRows.Change(ComplaintState.CLOSED, reason, head.company(), caseFile));
        });
    }

    private void move(Inspector inspector, UUID complaint, DeskRows.Change change) {
        var _ = desk.lock(complaint).orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
        List<ComplaintNews.Moved> moved = desk.move(complaint, change, now());
        if (moved.stream().noneMatch(one -> one.id().equals(complaint))) {
            throw new RefusedException(new ComplaintRefusal.WrongState());
        }
        moved(inspector, complaint, change, moved);
    }

    /** Those that joined after the attribution have to pass through it, too. */
    private void attributeLate(UUID complaint, UUID company) {
        DeskRows.Change change = new DeskRows.Change(ComplaintState.ATTRIBUTED, null, company, null);
        apply(desk.move(complaint, change, now()), ComplaintState.ATTRIBUTED, null);
    }

    private void moved(Inspector inspector, UUID complaint, DeskRows.Change change, List<ComplaintNews.Moved> moved) {
        apply(moved, change.state(), change.reason());
        Map<String, String> details = Stream.of(
                        Map.entry("state", change.state().name()),
                        Map.entry("reason", String.valueOf(change.reason())),
                        Map.entry("company", String.valueOf(change.company())),
                        Map.entry("complaints", Integer.toString(moved.size())))
                .filter(detail -> !detail.getValue().equals("null"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        record(inspector, "complaint.moved", complaint, details);
    }

    private void apply(List<ComplaintNews.Moved> moved, ComplaintState state, @Nullable ClosingReason reason) {
        if (!moved.isEmpty()) {
            rows.step(moved.stream().map(ComplaintNews.Moved::id).toList(), state, reason, now());
            moved.forEach(one -> news.notify(one, state, reason));
        }
    }

    /**
     * A page of complaints, the latest first, each call once. Words are looked for in those that joined, too; where none of them has a
     * stem, as "de la", nothing is found.
     */
    public List<ComplaintQuery.Row> search(Inspector inspector, ComplaintQuery query, int limit) {
        return search(inspector, query, limit, "");
    }

    /**
     * The same for a purpose. What words find says something of what people wrote: the audit trail records such a search, without the words.
     *
     * @param purpose why it is searched; empty where none was given
     */
    public List<ComplaintQuery.Row> search(Inspector inspector, ComplaintQuery query, int limit, String purpose) {
        Long[] words = seal.texts().words(query.words());
        if (query.words().isBlank()) {
            return database.inAccounts(() -> searches.search(query, words, limit));
        }
        List<ComplaintQuery.Row> found =
                words.length == 0 ? List.of() : database.inAccounts(() -> searches.search(query, words, limit));
        String hits = Integer.toString(found.size());
        audit.record(new AuditEntry(
                inspector.actor(),
                "complaint.searched",
                inspector.actor(),
                purpose.isEmpty() ? Map.of("hits", hits) : Map.of("hits", hits, "purpose", purpose)));
        return found;
    }

    /** The complaints that joined a first one, in the order in which they came; {@link #open} reads each. */
    public List<UUID> joined(Inspector inspector, UUID first) {
        return desk.joined(first);
    }

    /** Looks for a reference, as it was typed or heard; empty for one that is not here. */
    public Optional<Complaint.Referred> byReference(Inspector inspector, String typed) {
        return Reference.read(typed).flatMap(desk::byReference);
    }

    /** One in a list: nothing that a person wrote, and not the number that was called. */
    public ComplaintQuery.Row row(Inspector inspector, UUID complaint) {
        return desk.one(complaint).orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
    }

    /** Opens one with all that an inspector works with. The audit trail records the reader and the purpose. */
    public Complaint.Opened read(Inspector inspector, UUID complaint, String purpose) {
        return database.inAccounts(() -> {
            Complaint one = open(inspector, complaint, purpose);
            DeskRows.More more = desk.more(complaint);
            return new Complaint.Opened(one, more.company(), more.agent(), more.caseFile(), more.sameAs());
        });
    }

    /** Takes a first complaint, and those about the same call, to work on it; replaces another inspector. */
    public void take(Inspector inspector, UUID complaint) {
        database.runInAccounts(() -> {
            var _ = desk.lock(complaint)
                    .orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
            desk.assign(complaint, inspector.id(), now());
            record(inspector, "complaint.taken", complaint, Map.of());
        });
    }

    /** Releases a complaint that this inspector works on; does nothing where another inspector does. */
    public void release(Inspector inspector, UUID complaint) {
        database.runInAccounts(() -> {
            if (desk.release(complaint, inspector.id())) {
                record(inspector, "complaint.released", complaint, Map.of());
            }
        });
    }

    /** The inspector who works on a first complaint. */
    public Optional<UUID> assignee(Inspector inspector, UUID complaint) {
        return desk.assignee(complaint);
    }

    /** Another inspector who opened a complaint. */
    public record Reading(UUID inspector, Instant at) {}

    /** The last reading of a complaint by another inspector since an instant: two who work on one should know of each other. */
    public Optional<Reading> readByAnother(Inspector inspector, UUID complaint, Instant since) {
        return audit.about("complaint:" + complaint, RECENT).stream()
                .filter(recorded -> recorded.entry().action().equals("complaint.read"))
                .filter(recorded -> !recorded.entry().actor().equals(inspector.actor()))
                .filter(recorded -> recorded.at().isAfter(since))
                .max(Comparator.comparing(AuditEntry.Recorded::at))
                .flatMap(recorded ->
                        Inspector.of(recorded.entry().actor()).map(other -> new Reading(other.id(), recorded.at())));
    }

    /** The handle of a calling number, used in addresses instead of the number. */
    public UUID handle(CallingNumber caller) {
        return caller.sealed(database);
    }

    /** The calling number of a handle; empty for an invalid handle. */
    public Optional<CallingNumber> caller(UUID handle) {
        try {
            return Optional.of(new CallingNumber(database.accountsNumbers().open(handle)));
        } catch (SealedElsewhereException none) {
            return Optional.empty();
        }
    }

    /** Records that a list of complaints was saved as a file, with how many rows. */
    public void saved(Inspector inspector, int rows) {
        audit.record(new AuditEntry(
                inspector.actor(), "complaint.listed", inspector.actor(), Map.of("rows", Integer.toString(rows))));
    }

    /** Opens one, with what its complainant wrote. The audit trail records the reader and the purpose. */
    public Complaint open(Inspector inspector, UUID complaint, String purpose) {
        return database.inAccounts(() -> {
            record(inspector, "complaint.read", complaint, Map.of("purpose", purpose));
            return rows.byId(complaint)
                    .map(ComplaintRows.Stored::complaint)
                    .orElseThrow(() -> new RefusedException(new ComplaintRefusal.UnknownComplaint()));
        });
    }

    /**
     * The calls of a complaint and of the others about the same call, each once, the earliest first, for their evidence. The audit trail
     * records the purpose for each of these complaints; what their complainants wrote is not read.
     */
    public Complained evidenceOpened(Inspector inspector, UUID complaint, String purpose) {
        return database.inAccounts(() -> {
            List<DeskRows.Calls> all = desk.calls(complaint);
            all.forEach(one -> record(inspector, "evidence.read", one.id(), Map.of("purpose", purpose)));
            return new Complained(
                    all.stream()
                            .flatMap(one -> one.calls().stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    all.stream()
                            .map(DeskRows.Calls::consumer)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
        });
    }

    /**
     * The calls of complaints about the same call, the earliest first, and the consumers who complained.
     *
     * @param consumers those with an account
     */
    public record Complained(List<Instant> calls, Set<UUID> consumers) {
        /** Copies the collections. */
        public Complained {
            calls = List.copyOf(calls);
            consumers = Set.copyOf(consumers);
        }
    }

    private void record(Inspector inspector, String action, UUID complaint, Map<String, String> details) {
        audit.record(new AuditEntry(inspector.actor(), action, "complaint:" + complaint, details));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
