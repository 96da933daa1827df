package org.openbloctel.server.law;

/** What somebody asks about calls, as typed. */
public final class QuestionForm {
    private String numbers = "";
    private String campaign = "";
    private String sector = "";
    private String relation = "";
    private String day = "";
    private String hour = "";

    /** For the form. */
    public String getNumbers() {
        return numbers;
    }

    /** For the form. */
    public void setNumbers(String numbers) {
        this.numbers = numbers;
    }

    /** For the form. */
    public String getCampaign() {
        return campaign;
    }

    /** For the form. */
    public void setCampaign(String campaign) {
        this.campaign = campaign;
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
    public String getRelation() {
        return relation;
    }

    /** For the form. */
    public void setRelation(String relation) {
        this.relation = relation;
    }

    /** For the form. */
    public String getDay() {
        return day;
    }

    /** For the form. */
    public void setDay(String day) {
        this.day = day;
    }

    /** For the form. */
    public String getHour() {
        return hour;
    }

    /** For the form. */
    public void setHour(String hour) {
        this.hour = hour;
    }
}
