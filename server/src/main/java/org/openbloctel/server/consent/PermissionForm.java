package org.openbloctel.server.consent;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import java.util.List;

/**
 * A permission for a company, as typed.
 *
 * @param given whether the box was ticked; it is never ticked beforehand
 */
record PermissionForm(String registration, String goods, List<String> sectors, String until, Boolean given) {
    PermissionForm {
        registration = requireNonNullElse(registration, "");
        goods = requireNonNullElse(goods, "");
        sectors = List.copyOf(requireNonNullElse(sectors, List.of()));
        until = requireNonNullElse(until, "");
        given = requireNonNullElse(given, false);
    }

    /** The same until this day. */
    PermissionForm until(LocalDate last) {
        return new PermissionForm(registration, goods, sectors, last.toString(), given);
    }
}
