package org.openbloctel.server.inspection;

import static java.util.Objects.requireNonNullElse;

import java.util.Set;
import org.openbloctel.server.credential.EmailSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first inspectors.
 *
 * @param heads the e-mail addresses of heads of inspectors, separated by commas
 */
@ConfigurationProperties("openbloctel.inspection")
record InspectionSettings(String heads) {
    private static final String HEADS = "openbloctel.inspection.heads";

    InspectionSettings {
        heads = requireNonNullElse(heads, "");
        EmailSetting.read(HEADS, heads);
    }

    /** The addresses, as they are compared. */
    Set<String> emails() {
        return EmailSetting.read(HEADS, heads);
    }
}
