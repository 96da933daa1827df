package org.openbloctel.server.campaign;

/** A campaign, as typed. */
public final class CampaignForm {
    private String principal = "";
    private String name = "";
    private String sector = "";
    private String ground = "";
    private String evidence = "";
    private String startsOn = "";
    private String endsOn = "";

    /** For the form. */
    public String getPrincipal() {
        return principal;
    }

    /** For the form. */
    public void setPrincipal(String principal) {
        this.principal = principal;
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
    public String getSector() {
        return sector;
    }

    /** For the form. */
    public void setSector(String sector) {
        this.sector = sector;
    }

    /** For the form. */
    public String getGround() {
        return ground;
    }

    /** For the form. */
    public void setGround(String ground) {
        this.ground = ground;
    }

    /** For the form. */
    public String getEvidence() {
        return evidence;
    }

    /** For the form. */
    public void setEvidence(String evidence) {
        this.evidence = evidence;
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
