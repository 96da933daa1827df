package org.openbloctel.server.credential;

/** An e-mail, as typed. */
public final class EmailForm {
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
