package org.openbloctel.server.service.site;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A link, as pasted.
 *
 * @param vers the page that it opens
 * @param jeton its secret, or the whole link
 */
record LinkForm(String vers, String jeton) implements KeptForm {
    LinkForm {
        vers = requireNonNullElse(vers, "");
        jeton = requireNonNullElse(jeton, "");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkForm";
    }
}
