package org.openbloctel.server.webhook;

import java.util.List;

/** A webhook, as typed. */
public final class WebhookForm {
    private String url = "";
    private String description = "";
    private List<String> types = List.of();

    /** For the form. */
    public String getUrl() {
        return url;
    }

    /** For the form. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** For the form. */
    public String getDescription() {
        return description;
    }

    /** For the form. */
    public void setDescription(String description) {
        this.description = description;
    }

    /** For the form. */
    public List<String> getTypes() {
        return types;
    }

    /** For the form. */
    public void setTypes(List<String> types) {
        this.types = List.copyOf(types);
    }
}
