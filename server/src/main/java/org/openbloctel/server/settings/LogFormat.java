package org.openbloctel.server.settings;

/** How the log is written. */
enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON
}
