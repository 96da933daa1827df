package org.openbloctel.server.company;

import java.util.List;

/** A key, as typed. */
public final class KeyForm {
    private String name = "";
    private String kind = "";
    private List<String> scopes = List.of();
    private String networks = "";
    private String expiresOn = "";

    /** For the form. */
    public String getName() {
        return name;
    }

    /** For the form. */
    public void setName(String name) {
        this.name = name;
    }

    /** For the form. */
    public String getKind() {
        return kind;
    }

    /** For the form. */
    public void setKind(String kind) {
        this.kind = kind;
    }

    /** For the form. */
    public List<String> getScopes() {
        return scopes;
    }

    /** For the form. */
    public void setScopes(List<String> scopes) {
        this.scopes = List.copyOf(scopes);
    }

    /** For the form. */
    public String getNetworks() {
        return networks;
    }

    /** For the form. */
    public void setNetworks(String networks) {
        this.networks = networks;
    }

    /** For the form. */
    public String getExpiresOn() {
        return expiresOn;
    }

    /** For the form. */
    public void setExpiresOn(String expiresOn) {
        this.expiresOn = expiresOn;
    }
}
