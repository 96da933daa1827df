package org.openbloctel.registry.guard;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the numbers come from, as an owner of a stopped company says.
 *
 * @param stop the stop that it answers
 * @param link to papers that prove it; may be empty
 * @param member who said so, with a second factor given again
 */
public record StopProvenance(UUID stop, UUID company, String text, String link, String member, Instant at) {}
