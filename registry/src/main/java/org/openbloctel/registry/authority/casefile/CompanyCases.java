package org.openbloctel.registry.authority.casefile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The cases against a company as it sees them: its own, once the letter was sent, without notes, inspectors and complainants. It may answer until the
 * decision; an answer drops a decision that waits, which was proposed without it. Thread-safe; another company's case is refused as not found.
 */
public final class CompanyCases {
    private static final Set<CaseEntry.Kind> SHOWN =
            EnumSet.of(CaseEntry.Kind.LETTER, CaseEntry.Kind.OBSERVATIONS, CaseEntry.Kind.DECISION);

    /** The inspector gets no second mail about observations within this time, unless they drop a decision. */
    private static final Duration BETWEEN_MAILS = Duration.ofDays(1);

    private final CaseRegister register;

    /** Over this register. */
    public CompanyCases(CaseRegister register) {
        this.register = register;
    }

    /**
     * A case as its company sees it.
     *
     * @param complaints show calls, with masked numbers
     * @param decision the one that holds; empty before
     */
    public record Procedure(
            CaseFile file, List<CaseComplaint> complaints, List<CaseEntry> entries, Optional<CaseDecision> decision) {
        /** Copies the lists. */
        public Procedure {
            complaints = List.copyOf(complaints);
            entries = List.copyOf(entries);
        }
    }

    /** The company's cases, the latest first. */
    public List<CaseFile> of(UUID company) {
        return register.of(company);
    }

    /** One of them. */
    public Procedure one(UUID company, UUID id) {
        CaseView view = register.view(own(register.find(id), company));
        return new Procedure(
                view.file(),
                view.complaints(),
                view.entries().stream()
                        .filter(one -> SHOWN.contains(one.kind()))
                        .toList(),
                view.decided());
    }

    /** A letter of one of them. */
    public CaseEntry letter(UUID company, UUID id, UUID entry) {
        CaseFile file = own(register.find(id), company);
        CaseEntry letter = register.entry(file, entry);
        if (!SHOWN.contains(letter.kind()) || letter.kind().isText()) {
            throw new RefusedException(new CaseRefusal.UnknownCase());
        }
        return letter;
    }

    /** Answers, and notifies the inspector who has the case. The first answer ends the wait; the sanction still waits for the last day. */
    public void observe(UUID company, UUID member, UUID id, String typed) {
        String text = CaseRegister.text(typed, Cases.MAX_TEXT);
        register.run(() -> {
            CaseFile file = own(register.locked(id), company);
            if (!file.state().takesObservations()) {
                throw new RefusedException(new CaseRefusal.WrongCaseState());
            }
            register.enter(file, CaseEntry.Kind.OBSERVATIONS, member, text.getBytes(StandardCharsets.UTF_8));
            if (file.state() != CaseState.OBSERVED) {
                register.move(file, CaseState.OBSERVED, null);
            }
            boolean dropped = register.drop(file);
            register.notifyOfAnswer(file, dropped ? Duration.ZERO : BETWEEN_MAILS);
            register.record("member:" + member, "case.observed", file, Map.of("dropped", Boolean.toString(dropped)));
        });
    }

    private static CaseFile own(CaseFile found, UUID company) {
        if (!company.equals(found.company()) || found.answerUntil() == null) {
            throw new RefusedException(new CaseRefusal.UnknownCase());
        }
        return found;
    }
}
