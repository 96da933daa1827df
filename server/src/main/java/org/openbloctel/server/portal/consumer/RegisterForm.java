package org.openbloctel.server.portal.consumer;

/** A number and an address, as typed. */
public final class RegisterForm {
    private String number = "";
    private String email = "";

    /** For the form. */
    public String getNumber() {
        return number;
    }

    /** For the form. */
    public void setNumber(String number) {
        this.number = number;
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
