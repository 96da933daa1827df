package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The rank of an inspector. */
record RankForm(String rank) implements KeptForm {
    RankForm {
        rank = requireNonNullElse(rank, "");
    }
}
