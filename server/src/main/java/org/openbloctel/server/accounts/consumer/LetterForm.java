package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A letter that asks for registrations, as an operator types it. */
record LetterForm(String reference, String name, String postalAddress, String numbers, String language)
        implements KeptForm {
    LetterForm {
        reference = requireNonNullElse(reference, "");
        name = requireNonNullElse(name, "");
        postalAddress = requireNonNullElse(postalAddress, "");
        numbers = requireNonNullElse(numbers, "");
        language = requireNonNullElse(language, "fr");
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "LetterForm";
    }
}
