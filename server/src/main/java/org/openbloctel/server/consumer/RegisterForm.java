package org.openbloctel.server.consumer;

/** A number and an address, as typed. */
public final class RegisterForm {
    private String number = "";
    private String email = "";
    private boolean older;

    /** For the form. */
    public String getNumber() {
        return number;
    }

    /** For the form. */
    public void setNumber(String number) {
        this.number = number;
    }

    /** Whether consents that were given until now are to be withdrawn, too. */
    public boolean isOlder() {
        return older;
    }

    /** For the form. */
    public void setOlder(boolean older) {
        this.older = older;
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
