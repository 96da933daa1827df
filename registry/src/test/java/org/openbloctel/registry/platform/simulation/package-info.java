/**
 * Servers that are simulated: their work runs in one order, which a seed decides, on a real PostgreSQL, a simulated clock and simulated files.
 * Knows no feature.
 */
@NullMarked
package org.openbloctel.registry.platform.simulation;

import org.jspecify.annotations.NullMarked;
