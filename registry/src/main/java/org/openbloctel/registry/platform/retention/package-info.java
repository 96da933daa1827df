/**
 * What is kept of everything that the registry writes down, why, until when, and what erases it: one rule for each table and each
 * folder, a record of each erasure, and the gate through which each of them goes. The erasing itself is each feature's own; this package
 * names it. Invariants: no table and no folder without a rule (a test compares); nothing is erased by a clock that may be wrong. Called by jobs and by the operator's page.
 */
@NullMarked
package org.openbloctel.registry.platform.retention;

import org.jspecify.annotations.NullMarked;
