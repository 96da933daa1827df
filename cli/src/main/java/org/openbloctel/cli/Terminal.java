package org.openbloctel.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;

/**
 * What surrounds a run: where results, messages and input go and come from, and what time it is.
 *
 * @param in standard input
 * @param out results
 * @param err messages, errors and progress
 * @param clock the time that lists are stamped with and judged by
 * @param interactive whether a person watches {@code err}, who would like a progress bar
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, Clock clock, boolean interactive) {}
