package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import java.util.Set;
import org.openbloctel.server.accounts.credential.EmailSetting;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The operator’s people.
 *
 * @param people their e-mail addresses, separated by commas
 * @param twoPeople whether some decisions take two of them; false for an operator of one person
 * @param twoPeopleFromEuros from which amount on a payment is among them
 */
@ConfigurationProperties("openbloctel.operator")
record OperatorSettings(
        String people,
        boolean twoPeople,
        @Between(min = 0, max = 999_999_999) int twoPeopleFromEuros) {
    private static final String PEOPLE = "openbloctel.operator.people";

    OperatorSettings {
        people = requireNonNullElse(people, "");
        EmailSetting.read(PEOPLE, people);
    }

    /** The addresses, as they are compared. */
    Set<String> emails() {
        return EmailSetting.read(PEOPLE, people);
    }
}
