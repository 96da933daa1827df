package org.openbloctel.server.credential;

/** An e-mail and a password, as typed. */
public final class SignInForm {
    private String email = "";
    private String password = "";

    /** For the form. */
    public String getEmail() {
        return email;
    }

    /** For the form. */
    public void setEmail(String email) {
        this.email = email;
    }

    /** For the form. */
    public String getPassword() {
        return password;
    }

    /** For the form. */
    public void setPassword(String password) {
        this.password = password;
    }
}
