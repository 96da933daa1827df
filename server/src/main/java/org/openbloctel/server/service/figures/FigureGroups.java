package org.openbloctel.server.service.figures;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.server.accounts.operator.RecentFigures;
import org.springframework.stereotype.Component;

@Component
final class FigureGroups implements RecentFigures {
    private final FigureTables tables;
    private final FigureShown shown;

    FigureGroups(FigureTables tables, FigureShown shown) {
        this.tables = tables;
        this.shown = shown;
    }

    @Override
    public List<FigureShown.Group> latest(Set<Figure.Group> wanted) {
        FigureTables.Table table = tables.of(Period.DAYS);
        return table.values().isEmpty() ? List.of() : shown.groups(table, wanted);
    }
}
