/**
 * What is kept of everything that the registry writes down, why, until when, and what erases it: one rule for each table and each
 * folder, and a record of each erasure. The erasing itself is each feature's own; this package names it. Invariant: no table and
 * no folder without a rule (a test compares). Called by jobs and by the operator's page.
 */
@NullMarked
package org.openbloctel.registry.retention;

import org.jspecify.annotations.NullMarked;
