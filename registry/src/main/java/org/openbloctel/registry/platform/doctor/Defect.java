package org.openbloctel.registry.platform.doctor;

/** What can be wrong with the data. The bundles have a sentence for each, and what to do. */
public enum Defect {
    /** The database lacks a migration of this version. */
    MIGRATION_MISSING("DR-101"),
    /** The database has a migration that this version does not know. */
    MIGRATION_UNKNOWN("DR-102"),
    /** A migration failed, or its script is not the one that was applied. */
    MIGRATION_ALTERED("DR-103"),
    /** No master key of the ring opens what stands in the database. */
    KEY_LOST("DR-111"),

    AUDIT_ENTRY("DR-201"),
    AUDIT_BEGINNING("DR-202"),
    AUDIT_TAIL("DR-203"),
    AUDIT_REWRITTEN("DR-204"),
    AUDIT_BEFORE_SEAL("DR-205"),
    AUDIT_SEAL_LOST("DR-206"),
    CHECKPOINT_MISSING("DR-207"),
    CHECKPOINT_ALTERED("DR-208"),
    CHECKPOINT_FILE_MISSING("DR-209"),
    CHECKPOINT_OVERDUE("DR-210"),
    AUDIT_UNCHAINED("DR-211"),
    AUDIT_FOREIGN("DR-212"),
    AUDIT_CERTIFIED("DR-213"),
    AUDIT_SEEN("DR-214"),
    /** A row gives a power that no sealed entry explains. */
    POWER_UNEXPLAINED("DR-215"),

    /** No published key signed it. */
    CERTIFICATE_FORGED("DR-301"),
    /** Its row says something else than what was signed. */
    CERTIFICATE_CONTRADICTED("DR-302"),
    /** It names another content than a returned file has. */
    CERTIFICATE_OF_OTHER_FILES("DR-303"),
    /** It names another list than the one that judged the file, or than the one that snapshot and changes give for its revision. */
    CERTIFICATE_OF_OTHER_LIST("DR-304"),

    /** A folder is not there. */
    FOLDER_MISSING("DR-400"),
    /** A row names a file that is not there. */
    FILE_MISSING("DR-401"),
    /** A file was cut off or altered, or its key does not open it. */
    FILE_DAMAGED("DR-402"),
    /** No row names a file, although the sweep should have removed it. */
    FILE_ORPHANED("DR-403"),
    /** A submission that waits has no file. */
    SUBMISSION_WITHOUT_INPUT("DR-404"),
    /** A submission that is ready has no returned file. */
    SUBMISSION_WITHOUT_RESULT("DR-405"),
    /** A submission that is ready has no certificate. */
    SUBMISSION_WITHOUT_CERTIFICATE("DR-406"),

    /** A snapshot and its changes give another list than the table. */
    LIST_DIVERGED("DR-501"),
    /** A snapshot is newer than the database, or of another history. */
    LIST_OF_OTHER_HISTORY("DR-502"),
    /** A snapshot cannot be read. */
    SNAPSHOT_DAMAGED("DR-503"),
    /** A change between two others is missing. */
    CHANGE_MISSING("DR-504"),
    /** A number on the list cannot be opened. */
    NUMBER_UNREADABLE("DR-505"),

    /** No version of this program does this job. */
    JOB_UNKNOWN("DR-601"),
    /** A job is due later than its schedule allows. */
    JOB_TOO_LATE("DR-602"),
    /** A mail has no template. */
    MAIL_UNKNOWN("DR-603"),
    /** A mail is due later than any retry. */
    MAIL_TOO_LATE("DR-604"),
    /** A mail waits longer than it takes to send it, and its links can be read in the database. */
    MAIL_PLAIN("DR-607"),
    /** A job erases nothing until a person says that the clock or the amount is right. */
    ERASING_STOPPED("DR-605"),
    /** This machine's clock is not the database's. */
    CLOCK_DIFFERS("DR-606"),

    /** A setting that names who runs the service is empty. */
    OPERATOR_UNNAMED("DR-701");

    private final String code;

    Defect(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
