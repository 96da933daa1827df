/**
 * Signals for inspectors: complaints compared with checks, reported calls, consents and mandates. Owns the table
 * {@code accounts.signal}. Each detector is a class that asks other features for sums. A signal holds counts, and a company or a calling
 * number: no person, and no number that was called. It accuses no one: an {@link org.openbloctel.registry.authority.complaint.Inspector} decides.
 */
@NullMarked
package org.openbloctel.registry.authority.signal;

import org.jspecify.annotations.NullMarked;
