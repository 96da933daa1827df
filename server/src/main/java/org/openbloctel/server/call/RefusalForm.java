package org.openbloctel.server.call;

/** A refusal, as typed. */
public final class RefusalForm {
    private String principal = "";
    private String number = "";
    private String saidOn = "";

    /** For the form. */
    public String getPrincipal() {
        return principal;
    }

    /** For the form. */
    public void setPrincipal(String principal) {
        this.principal = principal;
    }

    /** For the form. */
    public String getNumber() {
        return number;
    }

    /** For the form. */
    public void setNumber(String number) {
        this.number = number;
    }

    /** For the form. */
    public String getSaidOn() {
        return saidOn;
    }

    /** For the form. */
    public void setSaidOn(String saidOn) {
        this.saidOn = saidOn;
    }

    /** For the form: the file itself is not kept in it. */
    public String getFile() {
        return "";
    }
}
