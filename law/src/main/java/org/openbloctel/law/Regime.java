package org.openbloctel.law;

import java.time.LocalDate;

/**
 * What the law was, as a whole, from a day on.
 *
 * @param code permanent
 * @param from its first day
 * @param article where it stands
 * @param source what brought it
 * @param name in a few words
 * @param text in a sentence, as certificates say it
 */
public record Regime(String code, LocalDate from, String article, String source, Bilingual name, Bilingual text) {}
