package org.openbloctel.server.calls.consent;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A permission for a company, as typed.
 *
 * @param given whether the box was ticked; it is never ticked beforehand
 */
record PermissionForm(String registration, String goods, String subject, String until, Boolean given)
        implements KeptForm {
    PermissionForm {
        registration = requireNonNullElse(registration, "");
        goods = requireNonNullElse(goods, "");
        subject = requireNonNullElse(subject, "");
        until = requireNonNullElse(until, "");
        given = requireNonNullElse(given, false);
    }

    /** The same until this day. */
    PermissionForm until(LocalDate last) {
        return new PermissionForm(registration, goods, subject, last.toString(), given);
    }
}
