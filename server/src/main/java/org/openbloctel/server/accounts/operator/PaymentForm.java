package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

/** A payment, as typed. */
record PaymentForm(String receivedOn, String reference) {
    PaymentForm {
        receivedOn = requireNonNullElse(receivedOn, "");
        reference = requireNonNullElse(reference, "");
    }
}
