package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

/** A number, as typed. */
public record NumberForm(String number) {
    public NumberForm {
        number = requireNonNullElse(number, "");
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "NumberForm";
    }
}
