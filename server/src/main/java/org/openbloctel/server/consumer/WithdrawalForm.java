package org.openbloctel.server.consumer;

/** A letter that asks for a withdrawal, as an operator types it. */
public final class WithdrawalForm {
    private String registrationNumber = "";
    private String letterReference = "";

    /** For the form. */
    public String getRegistrationNumber() {
        return registrationNumber;
    }

    /** For the form. */
    public void setRegistrationNumber(String registrationNumber) {
        this.registrationNumber = registrationNumber;
    }

    /** For the form. */
    public String getLetterReference() {
        return letterReference;
    }

    /** For the form. */
    public void setLetterReference(String letterReference) {
        this.letterReference = letterReference;
    }
}
