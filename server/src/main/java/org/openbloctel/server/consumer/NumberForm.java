package org.openbloctel.server.consumer;

/** A number, as typed. */
public final class NumberForm {
    private String number = "";

    /** For the form. */
    public String getNumber() {
        return number;
    }

    /** For the form. */
    public void setNumber(String number) {
        this.number = number;
    }
}
