package org.openbloctel.registry.platform.security;

import java.time.LocalDate;

/**
 * How much a key was used on a day.
 *
 * @param key {@code key:} and its id
 * @param numbers how many it looked up
 */
public record KeyUse(String key, LocalDate day, long requests, long numbers) {}
