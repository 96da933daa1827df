package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

/** A mandate, as typed. */
record MandateForm(String side, String number, String startsOn, String endsOn) {
    MandateForm {
        side = requireNonNullElse(side, "");
        number = requireNonNullElse(number, "");
        startsOn = requireNonNullElse(startsOn, "");
        endsOn = requireNonNullElse(endsOn, "");
    }
}
