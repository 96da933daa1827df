package org.openbloctel.bench.data;

/** How a call file is written. */
public enum Style {
    /** Two written forms, no quotes: what a plain expression can read. */
    CLEAN,
    /** Ten written forms, rows without a number, quoted fields with separators and line ends inside, a byte order mark. */
    MESSY
}
