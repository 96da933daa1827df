package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * Why a stop is lifted, as typed.
 *
 * @param principal for whom the company may ask again; blank for all
 */
record LiftForm(String why, String principal) implements KeptForm {
    LiftForm {
        why = requireNonNullElse(why, "");
        principal = requireNonNullElse(principal, "");
    }
}
