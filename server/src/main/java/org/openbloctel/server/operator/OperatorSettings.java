package org.openbloctel.server.operator;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openbloctel.registry.credential.Email;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.settings.Between;
import org.openbloctel.server.settings.SettingsException;
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
        emails(people);
    }

    /** The addresses, as they are compared. */
    Set<String> emails() {
        return emails(people);
    }

    private static Set<String> emails(String people) {
        Set<String> emails = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String one : people.split(",", -1)) {
            try {
                if (!one.isBlank()) {
                    emails.add(Email.of(one));
                }
            } catch (RefusedException e) {
                problems.add(PEOPLE + " names \"" + one.strip() + "\": give e-mail addresses, separated by commas.");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return emails;
    }
}
