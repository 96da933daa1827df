/**
 * The figures that the service publishes. Each feature counts its own rows as a {@link org.openbloctel.registry.platform.figures.CountedByDay};
 * {@link org.openbloctel.registry.platform.figures.FigureBook} keeps the counts of each day for ever, and
 * {@link org.openbloctel.registry.platform.figures.PublishedFigures} is what may be shown of them. The codes are permanent.
 *
 * <p>Invariant: no count of a part of a figure leaves this package unless {@link org.openbloctel.registry.platform.figures.Breakdown} lets it.
 */
@NullMarked
package org.openbloctel.registry.platform.figures;

import org.jspecify.annotations.NullMarked;
