package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

/** The rank of an inspector. */
record RankForm(String rank) {
    RankForm {
        rank = requireNonNullElse(rank, "");
    }
}
