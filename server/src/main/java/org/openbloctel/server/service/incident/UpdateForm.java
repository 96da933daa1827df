package org.openbloctel.server.service.incident;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A further text about an incident, as typed.
 *
 * @param over whether it is the last one
 */
record UpdateForm(String textFr, String textEn, Boolean over) implements KeptForm {
    UpdateForm {
        textFr = requireNonNullElse(textFr, "");
        textEn = requireNonNullElse(textEn, "");
        over = requireNonNullElse(over, false);
    }
}
