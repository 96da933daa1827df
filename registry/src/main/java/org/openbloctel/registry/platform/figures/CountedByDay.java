package org.openbloctel.registry.platform.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The figures of one feature: it counts its own rows, with one statement for what stands in one table. */
public interface CountedByDay {
    /**
     * What happened on a day in France that is over, or goes on. The same each time once it is over, as long as the rows are kept. A figure
     * with parts is given by all its parts.
     */
    List<Count> on(LocalDate day);

    /** What stands now. */
    default List<Count> now() {
        return List.of();
    }

    /** The first day of which it has rows; empty when it has none. Days before this version are counted from there. */
    default Optional<LocalDate> first() {
        return Optional.empty();
    }

    /**
     * A count.
     *
     * @param part a part of the figure; empty for a figure without parts
     */
    record Count(Figure figure, String part, long value) {
        /** The count of a figure without parts. */
        public Count(Figure figure, long value) {
            this(figure, "", value);
        }

        /** Refuses a part that the figure does not have. */
        public Count {
            if (figure.parts().isEmpty() ? !part.isEmpty() : !figure.parts().contains(part)) {
                throw new IllegalArgumentException(figure + " has no part " + part);
            }
        }
    }
}
