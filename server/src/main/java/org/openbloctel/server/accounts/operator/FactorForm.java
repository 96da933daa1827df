package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** Why a member's second factor may be withdrawn, as typed. */
record FactorForm(String evidence) implements KeptForm {
    FactorForm {
        evidence = requireNonNullElse(evidence, "");
    }
}
