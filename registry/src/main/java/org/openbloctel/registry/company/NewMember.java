package org.openbloctel.registry.company;

import java.util.Locale;

/**
 * The details of a person who becomes a member of a company.
 *
 * @param name theirs
 * @param email theirs, known to be
 * @param password theirs
 * @param locale the language of their mails
 */
public record NewMember(String name, String email, String password, Locale locale) {
    @Override
    public String toString() {
        return "NewMember";
    }
}
