package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

/**
 * A one-time code, as typed.
 *
 * @param older whether consents that were given until now are withdrawn, too
 */
public record NumberCodeForm(String code, Boolean older) {
    public NumberCodeForm {
        code = requireNonNullElse(code, "");
        older = requireNonNullElse(older, false);
    }
}
