package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

/** Why a member's second factor may be withdrawn, as typed. */
record FactorForm(String evidence) {
    FactorForm {
        evidence = requireNonNullElse(evidence, "");
    }
}
