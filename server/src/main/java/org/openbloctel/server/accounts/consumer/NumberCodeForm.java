package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A one-time code, as typed.
 *
 * @param older whether consents that were given until now are withdrawn, too
 */
public record NumberCodeForm(String code, Boolean older) implements KeptForm {
    public NumberCodeForm {
        code = requireNonNullElse(code, "");
        older = requireNonNullElse(older, false);
    }
}
