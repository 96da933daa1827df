package org.openbloctel.server.service.incident;

import static java.util.Objects.requireNonNullElse;

/**
 * A further text about an incident, as typed.
 *
 * @param over whether it is the last one
 */
record UpdateForm(String textFr, String textEn, Boolean over) {
    UpdateForm {
        textFr = requireNonNullElse(textFr, "");
        textEn = requireNonNullElse(textEn, "");
        over = requireNonNullElse(over, false);
    }
}
