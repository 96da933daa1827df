package org.openbloctel.bench.report;

/**
 * One target of the performance page, measured.
 *
 * @param target its number, such as "P7"
 * @param value what was measured, in words and figures
 */
public record Measured(String target, String value, boolean met) {}
