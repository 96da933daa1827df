package org.openbloctel.server.consumer;

/** A one-time code, as typed. */
public final class CodeForm {
    private String code = "";
    private boolean older;

    /** For the form. */
    public String getCode() {
        return code;
    }

    /** For the form. */
    public void setCode(String code) {
        this.code = code;
    }

    /** Whether consents that were given until now are withdrawn, too. */
    public boolean isOlder() {
        return older;
    }

    /** For the form. */
    public void setOlder(boolean older) {
        this.older = older;
    }
}
