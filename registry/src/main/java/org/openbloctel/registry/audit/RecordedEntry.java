package org.openbloctel.registry.audit;

import java.time.Instant;

/**
 * An entry as it stands in the trail.
 *
 * @param seq its place, from 1 without gaps
 * @param at when, to the microsecond
 * @param entry what
 */
public record RecordedEntry(long seq, Instant at, AuditEntry entry) {}
