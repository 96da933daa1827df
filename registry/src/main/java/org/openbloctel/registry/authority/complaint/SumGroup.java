package org.openbloctel.registry.authority.complaint;

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
