package org.openbloctel.registry.authority.casefile;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.signal.Signal;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The signals that lead to a case: those about its company, and those about a number from which people of the case were called. Thread-safe;
 * a refusal changes nothing.
 */
public final class CaseSignals {
    private final CaseRegister register;
    private final Signals signals;

    /** Over these cases and signals. */
    public CaseSignals(CaseRegister register, Signals signals) {
        this.register = register;
        this.signals = signals;
    }

    /** The undecided cases that a signal may be added to, the latest first. */
    public List<CaseFile> cases(Inspector inspector, Signal signal) {
        if (signal.company() != null) {
            return register.undecided(List.of(signal.company()));
        }
        return signal.caller() == null ? List.of() : register.undecided(signal.caller());
    }

    /** The signals of a case, the latest first. */
    public List<Signal> of(Inspector inspector, UUID caseFile) {
        return signals.ofCase(inspector, caseFile);
    }

    /** Settles a signal that nobody settled: it belongs to this undecided case now. The audit trail has it with both. */
    public void take(Inspector inspector, UUID signal, UUID caseFile) {
        register.run(() -> {
            CaseFile file = register.locked(caseFile);
            boolean possible = cases(inspector, signals.open(inspector, signal)).stream()
                    .anyMatch(one -> one.id().equals(file.id()));
            if (!possible) {
                throw new RefusedException(new CaseRefusal.WrongCaseState());
            }
            signals.takeIntoCase(inspector, signal, file.id());
        });
    }
}
