package org.openbloctel.server.company;

/** A name and a password, as typed. */
public final class PersonForm {
    private String name = "";
    private String password = "";

    /** For the form. */
    public String getName() {
        return name;
    }

    /** For the form. */
    public void setName(String name) {
        this.name = name;
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
