package org.openbloctel.registry.authority.casefile;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Fines;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.complaint.CaseComplaints;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.inspection.InspectorDirectory;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The cases as they are stored, for those who build, answer and decide them: a case is locked before it changes, moves along {@link CaseState}
 * only, and leaves an entry in the audit trail. Thread-safe.
 */
public final class CaseRegister {
    private final Needs needs;
    private final LawBook law;
    private final Fines fines;
    private final URI portal;
    private final CaseComplaints complaints;
    private final CaseRows rows;
    private final CaseEntryRows entries;
    private final DecisionRows decisions;
    private final CompanyDirectory companies;
    private final InspectorDirectory inspectors;
    private final CaseNews news;

    /**
     * Over this database.
     *
     * @param portal its address begins links in mails
     */
    public CaseRegister(Needs needs, LawBook law, URI portal) {
        this.needs = needs;
        this.law = law;
        this.fines = Fines.france(law);
        this.portal = portal;
        this.complaints = new CaseComplaints(needs.database());
        this.rows = CaseRows.in(needs.database(), needs.keys());
        this.entries = CaseEntryRows.in(needs.database(), needs.keys());
        this.decisions = DecisionRows.in(needs.database(), needs.keys());
        this.companies = new CompanyDirectory(needs.database());
        this.inspectors = new InspectorDirectory(needs.database());
        this.news = new CaseNews(inspectors, needs.outbox(), portal);
    }

    /** The features that cases use. */
    public record Needs(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys keys) {}

    /** Works in one transaction, as {@link #call} does. */
    void run(Runnable work) {
        needs.database().runInAccounts(work);
    }

    <T> T call(Supplier<T> work) {
        return needs.database().inAccounts(work);
    }

    /** To the microsecond, which is what the database keeps. */
    Instant now() {
        return needs.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    LocalDate today() {
        return LegalCalendar.dayOf(now());
    }

    /** Opens a case against a company. */
    CaseFile open(Inspector inspector, UUID company) {
        Company.Named against = companies.find(Set.of(company), Set.of()).stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
        UUID id = UUID.randomUUID();
        rows.insert(id, against, Alleged.nothing(), inspector.id(), now());
        rows.move(id, CaseState.OPEN, inspector.id(), now());
        CaseFile file = locked(id);
        record(inspector, "case.opened", file, Map.of("company", company.toString()));
        return file;
    }

    CaseFile find(UUID id) {
        return rows.find(id).orElseThrow(() -> new RefusedException(new CaseRefusal.UnknownCase()));
    }

    List<CaseFile> search(@Nullable CaseState state, String text, int limit) {
        return rows.search(state, text, limit);
    }

    List<CaseFile> of(UUID company) {
        return rows.of(company);
    }

    List<CaseRows.Waiting> waiting(Inspector inspector, LocalDate today, int limit) {
        return rows.waiting(inspector.id(), today, limit);
    }

    /** The cases that take complaints: their letter was not sent, and no decision waits. */
    List<CaseFile> collecting() {
        return rows.open();
    }

    List<CaseFile> undecided(Collection<UUID> companies) {
        return rows.undecided(companies);
    }

    /** The undecided cases of which people were called from this number, the latest first. */
    List<CaseFile> undecided(CallingNumber caller) {
        List<CaseFile> undecided = rows.undecided();
        Set<UUID> called = complaints.withCaller(
                caller, undecided.stream().map(CaseFile::id).toList());
        return undecided.stream().filter(one -> called.contains(one.id())).toList();
    }

    /** Sanctions that are published today, from their decision to their last day unless annulled; the latest first. */
    public List<CaseDecision.Published> published() {
        return decisions.published(today());
    }

    /** The case, locked until the transaction ends. */
    CaseFile locked(UUID id) {
        return rows.lock(id).orElseThrow(() -> new RefusedException(new CaseRefusal.UnknownCase()));
    }

    /** The same, moved to {@code EXPIRED} if its time to answer is over and the job has not run since. */
    CaseFile current(UUID id) {
        CaseFile file = locked(id);
        LocalDate until = file.answerUntil();
        if (file.state() != CaseState.NOTIFIED || until == null || !today().isAfter(until)) {
            return file;
        }
        move(file, CaseState.EXPIRED, null);
        record("system", "case.expired", file, Map.of());
        return locked(id);
    }

    List<CaseComplaint> complaints(CaseFile file) {
        return complaints.of(file.id());
    }

    List<UUID> joinedLater(CaseFile file) {
        return complaints.joinedLater(file.id());
    }

    Map<UUID, Long> late(List<CaseFile> files) {
        return complaints.late(files.stream().map(CaseFile::id).toList());
    }

    CaseEntry entry(CaseFile file, UUID entry) {
        return entries.find(file.id(), entry).orElseThrow(() -> new RefusedException(new CaseRefusal.UnknownCase()));
    }

    CaseView view(CaseFile file) {
        List<CaseComplaint> all = complaints(file);
        return new CaseView(
                file,
                all,
                Arithmetic.of(file.alleged(), all, law, fines),
                rows.steps(file.id()),
                entries.of(file.id(), EnumSet.allOf(CaseEntry.Kind.class)),
                decisions.of(file.id()),
                late(List.of(file)).getOrDefault(file.id(), 0L));
    }

    boolean isRule(String id) {
        return law.rule(id).isPresent();
    }

    /** The first day whose law is known. */
    LocalDate firstDay() {
        return law.firstDay();
    }

    void allege(CaseFile file, Alleged alleged) {
        rows.allege(needs.keys(), file.id(), alleged, now());
    }

    /** The company has to answer until a day. */
    void awaitAnswer(CaseFile file, LocalDate until, Inspector inspector) {
        rows.answerUntil(file.id(), until);
        move(file, CaseState.NOTIFIED, inspector.id());
        notifyOwners(file, "casefile/notified", Map.of("until", until.toString()));
    }

    /** Stores a decision that waits for a second inspector; refused while another one waits. */
    void propose(CaseFile file, CaseDecision decision) {
        if (!decisions.insert(needs.keys(), file.id(), decision)) {
            throw new RefusedException(new CaseRefusal.WrongCaseState());
        }
        news.notify(file, decision.proposed().inspector());
    }

    /** Drops the decision that waits; returns whether there was one. */
    boolean drop(CaseFile file) {
        return decisions.drop(file.id());
    }

    /** A proposed decision holds from now on. */
    void decide(CaseFile file, CaseDecision proposed, CaseDecision.By confirmed) {
        decisions.confirm(proposed.id(), confirmed);
        move(file, proposed.outcome().state(), confirmed.inspector());
    }

    /** When and by whom somebody became an inspector; empty for one who is none. */
    Optional<InspectorDirectory.Beginning> beginning(UUID inspector) {
        return inspectors.beginning(inspector);
    }

    /** The cases of which this inspector gets the mails. */
    Predicate<CaseFile> reaching(Inspector inspector) {
        return news.reaching(inspector.id());
    }

    /** Notifies the inspector who has a case that it waits. */
    void notify(CaseFile file) {
        news.notify(file, null);
    }

    /** Notifies the inspector who has a case of an answer, unless a mail about another one went within a time. */
    void notifyOfAnswer(CaseFile file, Duration within) {
        Instant now = now();
        if (rows.answerNotified(file.id(), now, now.minus(within))) {
            notify(file);
        }
    }

    /** Moves the cases whose time to answer is over, and notifies the inspectors who have them, once; returns how many cases. */
    int expire() {
        List<UUID> over = rows.overdue(today());
        for (UUID id : over) {
            CaseFile file = current(id);
            rows.termNotified(id, now());
            if (!isProposed(id)) {
                notify(file);
            }
        }
        return over.size();
    }

    /** Deletes cases that were decided before a day, and whose publication is over; returns how many. */
    int forget(LocalDate before) {
        return rows.forget(LegalCalendar.startOf(before), today());
    }

    /** Whether a decision waits for a second inspector. */
    boolean isProposed(UUID id) {
        return decisions.of(id).stream().anyMatch(one -> one.confirmed() == null);
    }

    void require(CaseFile file, CaseState next) {
        if (!file.state().next().contains(next)) {
            throw new RefusedException(new CaseRefusal.WrongCaseState());
        }
    }

    void enter(CaseFile file, CaseEntry.Kind kind, UUID author, byte[] content) {
        entries.insert(needs.keys(), file.id(), new CaseEntry(UUID.randomUUID(), kind, author, now(), content));
    }

    /** Moves a case, which {@link #locked} returned. */
    void move(CaseFile file, CaseState next, @Nullable UUID inspector) {
        require(file, next);
        rows.move(file.id(), next, inspector, now());
    }

    void record(Inspector inspector, String action, CaseFile file, Map<String, String> details) {
        record(inspector.actor(), action, file, details);
    }

    void record(String actor, String action, CaseFile file, Map<String, String> details) {
        needs.audit().record(new AuditEntry(actor, action, "case:" + file.id(), details));
    }

    /** Mails to the company's owners, with a link to its page of the case. */
    void notifyOwners(CaseFile file, String template, Map<String, String> parameters) {
        UUID company = file.company();
        if (company == null) {
            return;
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("reference", file.reference());
        all.put("link", portal.resolve("/pro/procedures/" + file.id()).toString());
        for (Member owner : Members.owners(needs.database(), company)) {
            needs.outbox().put(new Outbox.Message(owner.email(), owner.locale(), template, all));
        }
    }

    /** A text that is there and not too long. */
    static String text(String typed, int most) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > most) {
            throw new RefusedException(new CaseRefusal.TextOfCase(most));
        }
        return text;
    }
}
