package org.openbloctel.server.consumer;

import static java.util.Objects.requireNonNullElse;

/**
 * A one-time code, as typed.
 *
 * @param older whether consents that were given until now are withdrawn, too
 */
public record CodeForm(String code, Boolean older) {
    public CodeForm {
        code = requireNonNullElse(code, "");
        older = requireNonNullElse(older, false);
    }
}
