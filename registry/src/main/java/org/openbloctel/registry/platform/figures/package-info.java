/**
 * The figures that the service publishes. Each feature counts its own rows as a {@link org.openbloctel.registry.platform.figures.CountedByDay};
 * {@link org.openbloctel.registry.platform.figures.FigureBook} keeps the counts of each day for ever, and
 * {@link org.openbloctel.registry.platform.figures.PublishedFigures} is what may be shown of them. The codes are permanent.
 *
 * <p>Invariant: no count of a part of a figure leaves this package unless {@link org.openbloctel.registry.platform.figures.Breakdown} lets it.
 *
 * <p>A day is one of France. The counts of today are written every minute, and those of each past day once more before it closes. Figures
 * are totals by day, month or year, and parts by month; {@code Breakdown} merges small counts. {@code ServiceMinutes} holds the minutes in
 * which a server found the service healthy. See docs/figures.md and docs/decisions/0100.
 */
@NullMarked
package org.openbloctel.registry.platform.figures;

import org.jspecify.annotations.NullMarked;
