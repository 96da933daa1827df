package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A call to a canary: the list was used to call.
 *
 * @param note what the person who holds the line says
 * @param toldBy the person of the operator who noted it
 */
public record CanaryCall(UUID id, LocalDate day, String note, String toldBy, Instant toldAt) {}
