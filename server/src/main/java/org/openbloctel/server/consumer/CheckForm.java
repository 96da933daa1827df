package org.openbloctel.server.consumer;

/** A registration number and an address, as typed. */
public final class CheckForm {
    private String registrationNumber = "";
    private String email = "";

    /** For the form. */
    public String getRegistrationNumber() {
        return registrationNumber;
    }

    /** For the form. */
    public void setRegistrationNumber(String registrationNumber) {
        this.registrationNumber = registrationNumber;
    }

    /** For the form. */
    public String getEmail() {
        return email;
    }

    /** For the form. */
    public void setEmail(String email) {
        this.email = email;
    }
}
