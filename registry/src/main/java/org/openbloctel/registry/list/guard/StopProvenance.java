package org.openbloctel.registry.list.guard;

import java.util.UUID;

/**
 * Where the numbers of a stopped company come from.
 *
 * @param stop the stop that it answers
 */
public record StopProvenance(UUID stop, UUID company, Provenance said) {}
