package org.openbloctel.server.platform.pages;

import static java.util.Objects.requireNonNullElse;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** What the portal says of itself. */
@ConfigurationProperties("openbloctel.portal")
public record PortalSettings(String name, String operator, String host, String contact) {
    public PortalSettings {
        name = requireNonNullElse(name, "");
        operator = requireNonNullElse(operator, "");
        host = requireNonNullElse(host, "");
        contact = requireNonNullElse(contact, "");
    }
}
