package org.openbloctel.registry.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * A report that was kept.
 *
 * @param id its id
 * @param at when the file came
 * @param fresh lines that were taken
 * @param known lines that had been taken before
 * @param refused lines that were refused
 */
public record KeptImport(UUID id, Instant at, int fresh, int known, int refused) {}
