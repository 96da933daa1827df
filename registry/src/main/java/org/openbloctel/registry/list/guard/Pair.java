package org.openbloctel.registry.list.guard;

import java.util.UUID;

/** A company and the principal that it asks for; of the company with itself, the company as a whole. */
record Pair(UUID company, UUID principal) {
    static Pair whole(UUID company) {
        return new Pair(company, company);
    }

    static Pair of(Asker asker) {
        return new Pair(asker.company(), asker.principal());
    }

    /** A company that asks for itself is closed as a whole: its own account is what walks. */
    boolean isWhole() {
        return company.equals(principal);
    }
}
