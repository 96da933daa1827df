package org.openbloctel.registry.authority.complaint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The attribute by which complaints are grouped. */
public enum SumGroup {
    CALLER,
    /** The company for which the call was made. */
    COMPANY,
    /** The company that made it for another one. */
    AGENT,
    SUBJECT,
    TERRITORY,
    DEPARTEMENT,
    HOUR;

    /**
     * The complaints of a group.
     *
     * @param caller of a calling number
     * @param company of a company
     * @param name of any other group: a name or code; null where it is not known
     */
    public record Sum(
            @Nullable CallingNumber caller,
            @Nullable UUID company,
            @Nullable String name,
            long complaints,
            long open) {}

    /** The column. */
    String column() {
        return switch (this) {
            case CALLER -> "caller";
            case COMPANY -> "company";
            case AGENT -> "agent";
            case SUBJECT -> "subject";
            case TERRITORY -> "territory";
            case DEPARTEMENT -> "departement";
            case HOUR -> "hour";
        };
    }
}
