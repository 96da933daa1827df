package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A mandate, as typed. */
record MandateForm(String side, String number, String startsOn, String endsOn) implements KeptForm {
    MandateForm {
        side = requireNonNullElse(side, "");
        number = requireNonNullElse(number, "");
        startsOn = requireNonNullElse(startsOn, "");
        endsOn = requireNonNullElse(endsOn, "");
    }
}
