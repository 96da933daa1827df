package org.openbloctel.registry.callfiles.intake;

import java.util.Optional;
import java.util.UUID;

/**
 * A folder into which files are dropped.
 *
 * @param company whose it is
 * @param principal whose campaign it is: the company itself, or who gave it a mandate
 * @param folder the id of the campaign; empty for none
 */
public record DropFolder(UUID company, UUID principal, String folder) {
    Optional<String> campaign() {
        return Optional.of(folder).filter(id -> !id.isEmpty());
    }
}
