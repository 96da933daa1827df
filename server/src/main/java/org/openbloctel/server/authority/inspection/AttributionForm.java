package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;
import org.springframework.web.bind.annotation.BindParam;

/**
 * The company of a complaint.
 *
 * @param company the id of the one for which the calls were made
 * @param agent the id of the one that made them; empty where it is the same, or not known
 * @param typed what the company was searched by
 * @param typedAgent what the agent was searched by
 */
record AttributionForm(
        String company,
        String agent,
        @BindParam("nom") String typed,
        @BindParam("prestataire") String typedAgent) implements KeptForm {
    AttributionForm {
        company = requireNonNullElse(company, "");
        agent = requireNonNullElse(agent, "");
        typed = requireNonNullElse(typed, "");
        typedAgent = requireNonNullElse(typedAgent, "");
    }
}
