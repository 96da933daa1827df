package org.openbloctel.server.consent;

import java.util.List;

/** A permission for a company, as typed. */
public final class PermissionForm {
    private String registration = "";
    private String goods = "";
    private List<String> sectors = List.of();
    private String until = "";
    private boolean given;

    /** For the form. */
    public String getRegistration() {
        return registration;
    }

    /** For the form. */
    public void setRegistration(String registration) {
        this.registration = registration;
    }

    /** For the form. */
    public String getGoods() {
        return goods;
    }

    /** For the form. */
    public void setGoods(String goods) {
        this.goods = goods;
    }

    /** For the form. */
    public List<String> getSectors() {
        return sectors;
    }

    /** For the form. */
    public void setSectors(List<String> sectors) {
        this.sectors = List.copyOf(sectors);
    }

    /** For the form. */
    public String getUntil() {
        return until;
    }

    /** For the form. */
    public void setUntil(String until) {
        this.until = until;
    }

    /** Whether the box was ticked; nobody ticks it before. */
    public boolean isGiven() {
        return given;
    }

    /** For the form. */
    public void setGiven(boolean given) {
        this.given = given;
    }
}
