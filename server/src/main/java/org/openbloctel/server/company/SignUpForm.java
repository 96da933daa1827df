package org.openbloctel.server.company;

/** What somebody says about their company, as typed. */
public final class SignUpForm {
    private String number = "";
    private String name = "";
    private String address = "";
    private String representative = "";
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
    public String getName() {
        return name;
    }

    /** For the form. */
    public void setName(String name) {
        this.name = name;
    }

    /** For the form. */
    public String getAddress() {
        return address;
    }

    /** For the form. */
    public void setAddress(String address) {
        this.address = address;
    }

    /** For the form. */
    public String getRepresentative() {
        return representative;
    }

    /** For the form. */
    public void setRepresentative(String representative) {
        this.representative = representative;
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
