package org.openbloctel.registry.list.guard;

import java.util.Optional;
import java.util.UUID;

/**
 * A file that was scrubbed.
 *
 * @param reading its numbers
 * @param campaign for which campaign it was sent, if its sender named one
 * @param released whether a person of the operator has looked at it: its signs hold it no more
 */
public record MeteredFile(Reading reading, Optional<UUID> campaign, boolean released) {}
