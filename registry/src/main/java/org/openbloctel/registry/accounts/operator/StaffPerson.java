package org.openbloctel.registry.accounts.operator;

import java.util.Locale;
import java.util.UUID;

/**
 * A person who works for the operator.
 *
 * @param id theirs
 * @param name theirs
 * @param email what they sign in with
 * @param locale of their mails
 * @param secondFactor whether they have set one up
 */
public record StaffPerson(UUID id, String name, String email, Locale locale, boolean secondFactor) {}
