package org.openbloctel.server.operator;

/** A payment, as typed. */
public final class PaymentForm {
    private String receivedOn = "";
    private String reference = "";

    /** For the form. */
    public String getReceivedOn() {
        return receivedOn;
    }

    /** For the form. */
    public void setReceivedOn(String receivedOn) {
        this.receivedOn = receivedOn;
    }

    /** For the form. */
    public String getReference() {
        return reference;
    }

    /** For the form. */
    public void setReference(String reference) {
        this.reference = reference;
    }
}
