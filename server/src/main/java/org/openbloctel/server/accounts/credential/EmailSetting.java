package org.openbloctel.server.accounts.credential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openbloctel.registry.accounts.credential.Email;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.settings.SettingsException;

/** A setting that names people by their e-mail addresses, separated by commas. */
public final class EmailSetting {
    private EmailSetting() {}

    /**
     * The addresses, as they are compared.
     *
     * @param name of the setting
     * @throws SettingsException for what is no address
     */
    public static Set<String> read(String name, String people) {
        Set<String> emails = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String one : people.split(",", -1)) {
            try {
                if (!one.isBlank()) {
                    emails.add(Email.of(one));
                }
            } catch (RefusedException e) {
                problems.add(name + " names \"" + one.strip() + "\": give e-mail addresses, separated by commas.");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return emails;
    }
}
