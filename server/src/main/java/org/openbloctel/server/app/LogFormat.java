package org.openbloctel.server.app;

/** How the log is written. */
enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON
}
