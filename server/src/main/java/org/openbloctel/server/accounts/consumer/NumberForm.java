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
}
