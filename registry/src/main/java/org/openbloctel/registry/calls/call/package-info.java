/**
 * Calls that were tried, what came of them, and each principal's list of people who refused. Owns their tables and the key of the
 * numbers' prints. Agents report, verdicts ask. Invariants: a call counts once, for its principal; a refusal is
 * on the list in the transaction that reports it; no number stands in a table; a call is kept as long as a rule counts it.
 *
 * <p>Numbers are stored as keyed prints, with one key a principal, which the master key wraps. A report is one transaction
 * ({@code CallFiling}); {@code RefusalList} imports refusals made elsewhere. {@code CallFiling} also writes the changes of the sums by day
 * and outcome to {@code call_figure}, a job adds them up each minute, and {@code CallFigures} reads them. A row of {@code call_history}
 * holds the calls of many numbers, 20 bytes each (docs/decisions/0101). {@code OffHours} counts calls outside the hours when they are
 * reported.
 */
@NullMarked
package org.openbloctel.registry.calls.call;

import org.jspecify.annotations.NullMarked;
