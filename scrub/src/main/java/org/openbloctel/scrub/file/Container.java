package org.openbloctel.scrub.file;

/** What a call file is wrapped in; its returned files are wrapped alike. */
public enum Container {
    /** The file is the table. */
    PLAIN,
    /** Compressed with gzip. */
    GZIP,
    /** The one file of a zip archive. */
    ZIP,
    /** A workbook (.xlsx), read by the module {@code xlsx}. */
    WORKBOOK
}
