package org.openbloctel.server.company;

/** A mandate, as typed. */
public final class MandateForm {
    private String side = "";
    private String number = "";
    private String startsOn = "";
    private String endsOn = "";

    /** For the form. */
    public String getSide() {
        return side;
    }

    /** For the form. */
    public void setSide(String side) {
        this.side = side;
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
    public String getStartsOn() {
        return startsOn;
    }

    /** For the form. */
    public void setStartsOn(String startsOn) {
        this.startsOn = startsOn;
    }

    /** For the form. */
    public String getEndsOn() {
        return endsOn;
    }

    /** For the form. */
    public void setEndsOn(String endsOn) {
        this.endsOn = endsOn;
    }
}
