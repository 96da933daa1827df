package org.openbloctel.server.company;

/** Whom to invite, as typed. */
public final class InvitationForm {
    private String email = "";
    private String role = "";

    /** For the form. */
    public String getEmail() {
        return email;
    }

    /** For the form. */
    public void setEmail(String email) {
        this.email = email;
    }

    /** For the form. */
    public String getRole() {
        return role;
    }

    /** For the form. */
    public void setRole(String role) {
        this.role = role;
    }
}
