package org.openbloctel.server.consumer;

/** An address, as typed. */
public final class AddressForm {
    private String email = "";

    /** For the form. */
    public String getEmail() {
        return email;
    }

    /** For the form. */
    public void setEmail(String email) {
        this.email = email;
    }
}
