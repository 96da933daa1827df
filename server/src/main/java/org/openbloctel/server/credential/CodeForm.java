package org.openbloctel.server.credential;

/** A code of the second factor, as typed; and the permit that was given to set one up, if it takes one. */
public final class CodeForm {
    private String code = "";
    private String permit = "";

    /** For the form. */
    public String getCode() {
        return code;
    }

    /** For the form. */
    public void setCode(String code) {
        this.code = code;
    }

    /** For the form. */
    public String getPermit() {
        return permit;
    }

    /** For the form. */
    public void setPermit(String permit) {
        this.permit = permit;
    }
}
