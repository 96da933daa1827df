package org.openbloctel.server.authority.casefile;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.openbloctel.server.platform.forms.KeptForm;

/** The small forms of cases, as typed. */
final class CaseForms {
    private CaseForms() {}

    /** A company, and those of its complaints that a case begins with. */
    record NewForm(String siren, List<String> complaints) implements KeptForm {
        NewForm {
            siren = requireNonNullElse(siren, "");
            complaints = requireNonNullElse(complaints, List.of());
        }
    }

    /**
     * Complaints that join a case.
     *
     * @param joined those that joined complaints of the case, in place of chosen ones
     */
    record MoreForm(List<String> complaints, Boolean joined) implements KeptForm {
        MoreForm {
            complaints = requireNonNullElse(complaints, List.of());
            joined = requireNonNullElse(joined, false);
        }
    }

    /** A note, or observations. */
    record TextForm(String text) implements KeptForm {
        TextForm {
            text = requireNonNullElse(text, "");
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "TextForm";
        }
    }

    /** How many days a company has to answer. */
    record LetterForm(String days) implements KeptForm {
        LetterForm {
            days = requireNonNullElse(days, "");
        }
    }

    /** A decision that is proposed. */
    record DecisionForm(String outcome, String euros, String until, String grounds) implements KeptForm {
        DecisionForm {
            outcome = requireNonNullElse(outcome, "");
            euros = requireNonNullElse(euros, "");
            until = requireNonNullElse(until, "");
            grounds = requireNonNullElse(grounds, "");
        }
    }

    /** The recipient of a sealed export. */
    record ExportForm(String recipient) implements KeptForm {
        ExportForm {
            recipient = requireNonNullElse(recipient, "");
        }
    }
}
