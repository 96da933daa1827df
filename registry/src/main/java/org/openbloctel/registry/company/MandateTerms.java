package org.openbloctel.registry.company;

import java.time.LocalDate;

/**
 * What is proposed.
 *
 * @param side the proposing company's
 * @param otherNumber the other one's SIREN or SIRET, as typed
 * @param startsOn the first day
 * @param endsOn the last day
 */
public record MandateTerms(MandateSide side, String otherNumber, LocalDate startsOn, LocalDate endsOn) {}
