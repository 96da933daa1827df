package org.openbloctel.server.accounts.operator;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.platform.figures.Figure;

/** The public figures of the last 30 days, as the operator's home shows them. */
@FunctionalInterface
public interface RecentFigures {
    /** These groups, in their order, for the fragment {@code figures/parts :: group}; none before the first count. */
    List<?> latest(Set<Figure.Group> wanted);
}
