package org.openbloctel.registry.calls.consent;

import java.time.YearMonth;

/**
 * The consents to calls of a company in a month.
 *
 * @param month in France
 * @param given how many people gave in this portal
 * @param recorded how many the company, or an agent for it, recorded
 * @param withdrawn how many were withdrawn, whenever they were given
 */
public record ConsentMonth(YearMonth month, long given, long recorded, long withdrawn) {}
