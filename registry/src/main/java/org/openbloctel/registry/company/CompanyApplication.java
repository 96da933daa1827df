package org.openbloctel.registry.company;

import java.util.Locale;

/**
 * An account that was asked for.
 *
 * @param form about the company
 * @param email where the link went
 * @param locale the language it was asked in
 */
public record CompanyApplication(CompanyForm form, String email, Locale locale) {}
