package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;

/** A code of the second factor, as typed; and the permit that was given to set one up, if it takes one. */
record FactorCodeForm(TypedSecret code, String permit) implements KeptForm {
    static final FactorCodeForm EMPTY = new FactorCodeForm(TypedSecret.NONE, "");

    FactorCodeForm {
        code = requireNonNullElse(code, TypedSecret.NONE);
        permit = requireNonNullElse(permit, "");
    }

    /** Without the permit. */
    @Override
    public String toString() {
        return "FactorCodeForm";
    }
}
