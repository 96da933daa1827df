package org.openbloctel.server.portal.credential;

/** A code of the second factor, as typed. */
public final class CodeForm {
    private String code = "";

    /** For the form. */
    public String getCode() {
        return code;
    }

    /** For the form. */
    public void setCode(String code) {
        this.code = code;
    }
}
