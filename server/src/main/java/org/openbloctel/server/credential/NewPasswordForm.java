package org.openbloctel.server.credential;

/** A new password, as typed, and the one before where it is asked. */
public final class NewPasswordForm {
    private String old = "";
    private String password = "";

    /** For the form. */
    public String getOld() {
        return old;
    }

    /** For the form. */
    public void setOld(String old) {
        this.old = old;
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
