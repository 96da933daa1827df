package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the help desk.
 *
 * @param address where people mail questions; empty where none are read
 * @param answerDays within how many working days a question is to be answered
 * @param casesADay cases of persons that one of the operator's people opens in a day without a mail to the others
 */
@ConfigurationProperties("openbloctel.helpdesk")
record HelpdeskSettings(
        String address,
        @Between(min = 1, max = 30) int answerDays,
        @Between(min = 1, max = 1_000_000) int casesADay) {
    HelpdeskSettings {
        address = requireNonNullElse(address, "").strip();
        if (!address.isEmpty() && !address.matches("[^@+\\s\"<>,;]+@[^@\\s\"<>,;]+")) {
            throw new SettingsException(List.of("openbloctel.helpdesk.address is \"" + address
                    + "\": give the address that people send questions to, without a +."));
        }
    }
}
