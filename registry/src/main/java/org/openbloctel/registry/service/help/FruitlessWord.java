package org.openbloctel.registry.service.help;

import java.time.LocalDate;

/**
 * A word.
 *
 * @param times how many searches had it
 * @param lastOn the day of the latest one
 */
public record FruitlessWord(String language, String word, int times, LocalDate lastOn) {}
