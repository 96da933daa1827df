package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The work of an {@link Inspector} on cases before they are decided: opens one from complaints, sets the allegations, sends the letter.
 * Once the letter is sent, the allegations do not change. Each reading and step is in the audit trail. Thread-safe; every method is one
 * transaction, and refuses by {@link RefusedException} without having changed anything.
 */
public final class Cases {
    /** Complaints that one case takes, beside those that joined them. */
    public static final int MAX_COMPLAINTS = 500;

    /** Characters of a text of a case. */
    public static final int MAX_TEXT = 20_000;

    /** The shortest time that a company has to answer, in days. */
    public static final int MIN_DAYS_TO_ANSWER = 30;

    /** The longest time that a company has to answer, in days. */
    public static final int MAX_DAYS_TO_ANSWER = 180;

    /** Calls that an inspector may add to those of the complaints. */
    public static final int MAX_FURTHER_CALLS = 10_000_000;

    /** The most that one call may cost, in cents. */
    public static final long MAX_CENTS_PER_CALL = 37_500_000;

    /** A decided case, after its decision. */
    static final Period KEPT = Period.ofYears(5);

    private final CaseRegister register;
    private final InspectorDesk desk;
    private final Letters letters;

    /** Over this register. */
    public Cases(CaseRegister register, InspectorDesk desk, Letters letters) {
        this.register = register;
        this.desk = desk;
        this.letters = letters;
    }

    /** The companies of this database with a case that is not decided: they are not erased. */
    public static CompanyErasure.Keeper companies(Database database) {
        CaseRows rows = database.rows(CaseRows.class);
        List<CaseState> decided =
                Stream.of(CaseState.values()).filter(CaseState::isDecided).toList();
        return companies -> rows.kept(companies, decided);
    }

    /** Opens a case against a company, from complaints that are attributed to it. */
    public UUID open(Inspector inspector, UUID company, List<UUID> complaints) {
        return register.call(() -> {
            CaseFile file = register.open(inspector, company);
            take(inspector, file, complaints);
            return file.id();
        });
    }

    /** Adds complaints to a case whose letter was not sent yet. */
    public void add(Inspector inspector, UUID id, List<UUID> complaints) {
        register.run(() -> take(inspector, open(id), complaints));
    }

    /**
     * Adds the complaints that joined those of a case after these were taken into it, while its letter was not sent; returns how many, none
     * where another inspector added them.
     */
    public int addJoined(Inspector inspector, UUID id) {
        return register.call(() -> {
            CaseFile file = open(id);
            int added = register.joinedLater(file).stream()
                    .mapToInt(one -> desk.takeJoined(inspector, one, file.id()))
                    .sum();
            narrow(file);
            return added;
        });
    }

    /** Leaves out of the rules that no call can have broken those that a call of an added complaint can: the letter says of each which it is. */
    private void narrow(CaseFile file) {
        Alleged alleged = file.alleged();
        List<String> beyond = beyond(alleged.beyond(), register.complaints(file));
        if (beyond.size() < alleged.beyond().size()) {
            register.allege(file, alleged.with(alleged.facts(), beyond, alleged.reason()));
        }
    }

    private void take(Inspector inspector, CaseFile file, List<UUID> complaints) {
        long before = register.complaints(file).stream()
                .filter(one -> one.first() == null)
                .count();
        if (complaints.isEmpty() || before + complaints.size() > MAX_COMPLAINTS) {
            throw new RefusedException(new CaseRefusal.ComplaintsOfCase(MAX_COMPLAINTS));
        }
        complaints.stream().distinct().sorted().forEach(one -> desk.takeIntoCase(inspector, one, file.id()));
        boolean strange = register.complaints(file).stream()
                .anyMatch(one -> one.company() == null || !one.company().equals(file.company()));
        if (strange) {
            throw new RefusedException(new CaseRefusal.OtherCompany());
        }
        narrow(file);
    }

    /** The case, locked, while the company does not know of it and no decision waits. */
    private CaseFile open(UUID id) {
        CaseFile file = register.locked(id);
        if (file.state() != CaseState.OPEN || register.isProposed(id)) {
            throw new RefusedException(new CaseRefusal.WrongCaseState());
        }
        return file;
    }

    /** Cases, the latest first; the text is a part of the company's name or its SIREN, which pages show with no-break spaces. */
    public List<CaseFile> search(Inspector inspector, @Nullable CaseState state, String text, int limit) {
        String words = text.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
        return register.search(state, words, limit);
    }

    /** A case with all that belongs to it; the audit trail records the reader. */
    public CaseView read(Inspector inspector, UUID id) {
        return register.call(() -> {
            CaseFile file = register.find(id);
            register.record(inspector, "case.read", file, Map.of());
            return register.view(file);
        });
    }

    /**
     * Sets the allegations; refused once the letter was sent, and with a rule that no call of the case can have broken unless there is a
     * reason.
     */
    public void allege(Inspector inspector, UUID id, Alleged alleged) {
        String facts = CaseRegister.text(alleged.facts(), MAX_TEXT);
        if (alleged.rules().isEmpty() || !alleged.rules().stream().allMatch(register::isRule)) {
            throw new RefusedException(new CaseRefusal.NothingAlleged());
        }
        if (alleged.centsPerCall() < 1 || alleged.centsPerCall() > MAX_CENTS_PER_CALL) {
            throw new RefusedException(new CaseRefusal.UnusableAmount(MAX_CENTS_PER_CALL / 100));
        }
        requireFurther(alleged);
        register.run(() -> {
            CaseFile file = open(id);
            List<String> beyond = beyond(alleged.rules(), register.complaints(file));
            Alleged whole = alleged.with(facts, beyond, beyond.isEmpty() ? "" : reason(alleged.reason()));
            register.allege(file, whole);
            register.record(inspector, "case.alleged", file, Map.of("further", Integer.toString(whole.furtherCalls())));
        });
    }

    /** The rules, of those given, that no call of these complaints can have broken. */
    private static List<String> beyond(List<String> rules, List<CaseComplaint> complaints) {
        return rules.stream()
                .filter(rule -> complaints.stream().noneMatch(one -> one.rules().contains(rule)))
                .toList();
    }

    private static String reason(String typed) {
        String reason = typed.strip();
        if (reason.isEmpty() || reason.length() > MAX_TEXT) {
            throw new RefusedException(new CaseRefusal.RuleWithoutCall(MAX_TEXT));
        }
        return reason;
    }

    private void requireFurther(Alleged alleged) {
        LocalDate first = register.firstDay();
        LocalDate today = register.today();
        LocalDate day = alleged.furtherOn();
        boolean counted = alleged.furtherCalls() == 0 || (day != null && !day.isBefore(first) && !day.isAfter(today));
        if (!counted || alleged.furtherCalls() < 0 || alleged.furtherCalls() > MAX_FURTHER_CALLS) {
            throw new RefusedException(new CaseRefusal.UnusableDay(first, today));
        }
    }

    /** Adds a note, which inspectors alone see, at any time. */
    public void note(Inspector inspector, UUID id, String typed) {
        String text = CaseRegister.text(typed, MAX_TEXT);
        register.run(() -> {
            CaseFile file = register.locked(id);
            register.enter(file, CaseEntry.Kind.NOTE, inspector.id(), text.getBytes(StandardCharsets.UTF_8));
            register.record(inspector, "case.noted", file, Map.of());
        });
    }

    /** The letter as it would be sent today. */
    public byte[] draft(Inspector inspector, UUID id, int days) {
        CaseView view = read(inspector, id);
        requireStated(view);
        return letters.notice(view, lastDay(days));
    }

    /** Sends the letter: the company sees the case from now on, and has so many days to answer after this one. */
    public void notify(Inspector inspector, UUID id, int days) {
        LocalDate until = lastDay(days);
        register.run(() -> {
            CaseFile file = open(id);
            CaseView view = register.view(file);
            requireStated(view);
            register.enter(file, CaseEntry.Kind.LETTER, inspector.id(), letters.notice(view, until));
            register.awaitAnswer(file, until, inspector);
            register.record(inspector, "case.notified", file, Map.of("until", until.toString()));
        });
    }

    private static void requireStated(CaseView view) {
        Alleged alleged = view.file().alleged();
        if (!alleged.isStated()) {
            throw new RefusedException(new CaseRefusal.NothingAlleged());
        }
        // The release before asks for no reason.
        if (!alleged.beyond().containsAll(beyond(alleged.rules(), view.complaints()))) {
            throw new RefusedException(new CaseRefusal.RuleWithoutCall(MAX_TEXT));
        }
    }

    private LocalDate lastDay(int days) {
        LocalDate today = register.today();
        if (days < MIN_DAYS_TO_ANSWER || days > MAX_DAYS_TO_ANSWER) {
            throw new RefusedException(new CaseRefusal.UnusableDay(
                    today.plusDays(MIN_DAYS_TO_ANSWER), today.plusDays(MAX_DAYS_TO_ANSWER)));
        }
        return today.plusDays(days);
    }

    /** A letter or text of a case; the audit trail records the reader. */
    public CaseEntry entry(Inspector inspector, UUID id, UUID entry) {
        return register.call(() -> {
            CaseFile file = register.find(id);
            register.record(inspector, "case.read", file, Map.of("entry", entry.toString()));
            return register.entry(file, entry);
        });
    }

    /** Moves the cases whose time to answer is over, and notifies the inspectors who have them, once; returns how many cases. */
    public int expire() {
        return register.call(register::expire);
    }

    /** Deletes cases that were kept long enough; returns how many. */
    public int forget() {
        return register.forget(register.today().minus(KEPT));
    }

    /** Writes the letters of a case as PDFs. They are stored as they were sent. */
    public interface Letters {
        /** The letter that opens the company's time to answer, of which this is the last day. */
        byte[] notice(CaseView view, LocalDate answerUntil);

        /** The letter with a decision. */
        byte[] decision(CaseView view, CaseDecision decision);
    }
}
