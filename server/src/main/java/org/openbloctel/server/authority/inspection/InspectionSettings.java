package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import java.util.Set;
import org.openbloctel.server.accounts.credential.EmailSetting;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first inspectors, and when the heads are told of many readings.
 *
 * @param heads the e-mail addresses of heads of inspectors, separated by commas
 * @param readingsADay complaints that one inspector opens in a day without a mail to the heads
 */
@ConfigurationProperties("openbloctel.inspection")
record InspectionSettings(
        String heads, @Between(min = 1, max = 1_000_000) int readingsADay) {
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
