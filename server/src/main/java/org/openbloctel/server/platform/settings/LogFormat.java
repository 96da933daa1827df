package org.openbloctel.server.platform.settings;

/** How the log is written. */
enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON
}
