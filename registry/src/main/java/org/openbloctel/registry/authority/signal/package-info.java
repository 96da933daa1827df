/**
 * Signals for inspectors: complaints compared with checks, reported calls, consents and mandates. Owns the table
 * {@code accounts.signal}. Each detector is a class that asks other features for sums. A signal holds counts, and a company or a calling
 * number: no person, and no number that was called. It accuses no one: an {@link org.openbloctel.registry.authority.complaint.Inspector} decides.
 *
 * <p>A detector has one use case of each feature that it asks. {@code Signals} runs them once a night, folds repeated findings and keeps
 * the inspector's decision. See docs/signals.md and docs/decisions/0107.
 */
@NullMarked
package org.openbloctel.registry.authority.signal;

import org.jspecify.annotations.NullMarked;
