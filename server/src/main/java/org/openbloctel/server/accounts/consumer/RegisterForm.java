package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A number and an address, as typed.
 *
 * @param email null when the page has not asked for it
 * @param older whether consents that were given until now are to be withdrawn, too
 */
record RegisterForm(String number, @Nullable String email, Boolean older) implements KeptForm {
    RegisterForm {
        number = requireNonNullElse(number, "");
        older = requireNonNullElse(older, false);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "RegisterForm";
    }
}
