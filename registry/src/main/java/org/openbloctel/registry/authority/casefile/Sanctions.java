package org.openbloctel.registry.authority.casefile;

import java.util.List;

/** The sanctions that are published today: from their decision to their last day, unless annulled. Thread-safe. */
public final class Sanctions {
    private final CaseRegister register;

    /** Over this register. */
    public Sanctions(CaseRegister register) {
        this.register = register;
    }

    /** Those of today, the latest first. */
    public List<CaseDecision.Published> published() {
        return register.published();
    }
}
