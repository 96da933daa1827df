/**
 * What is kept of everything that the registry writes down, why, until when, and what erases it: one rule for each table and each folder, a
 * record of each erasure, and the gate through which each of them goes. The erasing itself is each feature's own; this package names it.
 * Invariants: no table and no folder without a rule (a test compares); nothing is erased by a clock that may be wrong. Called by jobs and
 * by the operator's page.
 *
 * <p>{@code Rules} gives each table and folder its content, article, term and erasing job; docs/retention.md is generated from it. Each
 * feature erases its own data by a {@code RecurringJob} that reports how much it erased; {@code ErasureRuns} records each run. Each run
 * passes {@code ErasureGate}: it goes by {@code ErasureGate.RunClock}, and waits for a person ({@code ErasureStops}) while the day or the amount, which
 * a rehearsal counts, is doubted (docs/decisions/0131). Invoices, like the audit trail, are erased by a function of the database that
 * checks the age itself.
 */
@NullMarked
package org.openbloctel.registry.platform.retention;

import org.jspecify.annotations.NullMarked;
