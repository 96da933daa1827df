package org.openbloctel.server.figures;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.figures.Figure;
import org.springframework.stereotype.Component;

/** The figures of the last 30 days, for other pages than the public one: the fragment {@code figures/parts :: group} shows each. */
@Component
public final class FigureGroups {
    private final FigureTables tables;
    private final FigureShown shown;

    FigureGroups(FigureTables tables, FigureShown shown) {
        this.tables = tables;
        this.shown = shown;
    }

    /** These groups, in their order; none before the first count. */
    public List<FigureShown.Group> latest(Set<Figure.Group> wanted) {
        FigureTables.Table table = tables.of(Period.DAYS);
        return table.values().isEmpty() ? List.of() : shown.groups(table, wanted);
    }
}
