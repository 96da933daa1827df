/**
 * Calls that were tried, what came of them, and each principal's list of people who refused. Owns their tables and the key of the
 * numbers' prints. Agents report, verdicts ask. Invariants: a call counts once, for its principal; a refusal is
 * on the list in the transaction that reports it; no number stands in a table; a call is kept as long as a rule counts it.
 */
@NullMarked
package org.openbloctel.registry.calls.call;

import org.jspecify.annotations.NullMarked;
