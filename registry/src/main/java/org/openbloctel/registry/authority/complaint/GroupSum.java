package org.openbloctel.registry.authority.complaint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The complaints of a group.
 *
 * @param caller of a calling number
 * @param company of a company
 * @param name of any other group: a name or code; null where it is not known
 */
public record GroupSum(
        @Nullable CallingNumber caller,
        @Nullable UUID company,
        @Nullable String name,
        long complaints,
        long open) {}
