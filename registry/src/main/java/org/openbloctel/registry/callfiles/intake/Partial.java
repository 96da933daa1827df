package org.openbloctel.registry.callfiles.intake;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.filevault.WrappedKey;

/**
 * A file of which some pieces are here.
 *
 * @param received bytes that are on the disk
 * @param parts the names of the pieces, in their order
 * @param writer counts those who wrote to it: the latest may go on
 */
record Partial(UUID id, UUID company, long received, List<String> parts, WrappedKey fileKey, int writer) {}
