package org.openbloctel.registry.authority.complaint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Complaints that come as a flood would: at least half from one network, or in the same words.
 *
 * @param company whom they are about; null where none is known
 * @param caller the calling number; null where none was shown
 * @param complaints all of them
 * @param sameNetwork how many came from the network that most came from
 * @param sameWords how many have the wording that most have
 */
record Flood(@Nullable UUID company, @Nullable CallingNumber caller, int complaints, int sameNetwork, int sameWords) {}
