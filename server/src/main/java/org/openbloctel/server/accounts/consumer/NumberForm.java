package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A number, as typed. */
public record NumberForm(String number) implements KeptForm {
    public NumberForm {
        number = requireNonNullElse(number, "");
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "NumberForm";
    }

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
}
