package org.openbloctel.registry.authority.casefile;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Fines;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
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
        this.news = new CaseNews(new InspectorDirectory(needs.database()), needs.outbox(), portal);
    }

    /** The features that cases use. */
    public record Needs(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys keys) {}

    Database database() {
        return needs.database();
    }

    CaseRows rows() {
        return rows;
    }

    CaseEntryRows entries() {
        return entries;
    }

    DecisionRows decisions() {
        return decisions;
    }

    CaseNews news() {
        return news;
    }

    CaseComplaints complaints() {
        return complaints;
    }

    LawBook law() {
        return law;
    }

    /** To the microsecond, which is what the database keeps. */
    Instant now() {
        return needs.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    LocalDate today() {
        return LegalCalendar.dayOf(now());
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

    CaseView view(CaseFile file) {
        List<CaseComplaint> all = complaints.of(file.id());
        return new CaseView(
                file,
                all,
                Arithmetic.of(file.alleged(), all, law, fines),
                rows.steps(file.id()),
                entries.of(file.id(), EnumSet.allOf(CaseEntry.Kind.class)),
                decisions.of(file.id()),
                complaints.late(List.of(file.id())).getOrDefault(file.id(), 0L));
    }

    /** Stores the allegations of a case. */
    void allege(UUID id, Alleged alleged) {
        rows.allege(needs.keys(), id, alleged, now());
    }

    /** Stores a decision that waits for a second inspector; refused while another one waits. */
    void propose(UUID id, CaseDecision decision) {
        if (!decisions.insert(needs.keys(), id, decision)) {
            throw new RefusedException(new CaseRefusal.WrongCaseState());
        }
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

    void record(String actor, String action, CaseFile file, Map<String, String> details) {
        needs.audit().record(new AuditEntry(actor, action, "case:" + file.id(), details));
    }

    static String actor(Inspector inspector) {
        return "inspector:" + inspector.id();
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
