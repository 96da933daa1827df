package org.openbloctel.server.consent;

/** A withdrawal that somebody said aloud, as a member types it. */
public final class ConsentWithdrawalForm {
    private String number = "";
    private String principal = "";

    /** For the form. */
    public String getNumber() {
        return number;
    }

    /** For the form. */
    public void setNumber(String number) {
        this.number = number;
    }

    /** For the form. */
    public String getPrincipal() {
        return principal;
    }

    /** For the form. */
    public void setPrincipal(String principal) {
        this.principal = principal;
    }
}
