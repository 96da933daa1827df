package org.openbloctel.registry.list.publication;

import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/** How many numbers are on the list: the list in memory knows, however long it is. Nothing while it is not fresh. Thread-safe. */
public final class ListFigures implements CountedByDay {
    private final Publication publication;

    /** The figures of this list. */
    public ListFigures(Publication publication) {
        this.publication = publication;
    }

    @Override
    public List<Count> on(LocalDate day) {
        return List.of();
    }

    @Override
    public List<Count> now() {
        Publication.Status status = publication.status();
        return status.fresh() ? List.of(new Count(Figure.NUMBERS, status.numbers())) : List.of();
    }
}
