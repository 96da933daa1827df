/**
 * Consents to be called, as decree 2026-662 wants them proved. Owns the table of consents. Companies record and withdraw them, verdicts
 * ask for them. Invariants: what lacks an item is no consent and is not kept; a withdrawal holds from its instant on; no number
 * stands in the table; a proof is kept three years from the day of the consent.
 */
@NullMarked
package org.openbloctel.registry.consent;

import org.jspecify.annotations.NullMarked;
