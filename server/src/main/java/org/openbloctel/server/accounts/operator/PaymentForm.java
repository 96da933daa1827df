package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A payment, as typed. */
record PaymentForm(String receivedOn, String reference) implements KeptForm {
    PaymentForm {
        receivedOn = requireNonNullElse(receivedOn, "");
        reference = requireNonNullElse(reference, "");
    }
}
