/**
 * Incidents that the operator publishes: the fault, its beginning and its course. Owns the tables {@code accounts.incident…}.
 * Pages read them from memory, so that they are shown while the database is away.
 */
@NullMarked
package org.openbloctel.registry.service.incident;

import org.jspecify.annotations.NullMarked;
