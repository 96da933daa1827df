package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * The purpose for which an inspector reads, as chosen.
 *
 * @param purpose the name of one from the list
 * @param note what makes it precise, such as the reference of a case; may be empty
 */
public record PurposeForm(String purpose, String note) implements KeptForm {
    /** Nothing chosen yet. */
    public static final PurposeForm EMPTY = new PurposeForm("", "");

    /** Empty where none was typed. */
    public PurposeForm {
        purpose = requireNonNullElse(purpose, "");
        note = requireNonNullElse(note, "");
    }
}
