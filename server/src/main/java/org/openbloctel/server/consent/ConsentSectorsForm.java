package org.openbloctel.server.consent;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * The sectors that a consent of before was asked for, as a member ticks them.
 *
 * @param asked whether the member gives their word; the box is never ticked beforehand
 */
record ConsentSectorsForm(List<String> sectors, Boolean asked) {
    ConsentSectorsForm {
        sectors = List.copyOf(requireNonNullElse(sectors, List.of()));
        asked = requireNonNullElse(asked, false);
    }
}
