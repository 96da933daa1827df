package org.openbloctel.server.inspection;

import static java.util.Objects.requireNonNullElse;

/**
 * The company of a complaint.
 *
 * @param company the id of the one for which the calls were made
 * @param agent the id of the one that made them; empty where it is the same, or not known
 */
record AttributionForm(String company, String agent) {
    AttributionForm {
        company = requireNonNullElse(company, "");
        agent = requireNonNullElse(agent, "");
    }
}
