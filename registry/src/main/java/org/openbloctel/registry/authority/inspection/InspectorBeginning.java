package org.openbloctel.registry.authority.inspection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How somebody became an inspector.
 *
 * @param invitedBy the inspector who invited them; null for one whom the settings name
 */
public record InspectorBeginning(Instant since, @Nullable UUID invitedBy) {}
