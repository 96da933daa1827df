/**
 * Consents to be called, as decree 2026-662 wants them proved. Owns the table of consents. Companies record and withdraw them
 * ({@link org.openbloctel.registry.calls.consent.Consents}, files by {@link org.openbloctel.registry.calls.consent.ConsentImports}), people
 * who proved a number sees and withdraws them ({@link org.openbloctel.registry.calls.consent.NumberConsents}), without an account by a code
 * ({@link org.openbloctel.registry.calls.consent.Withdrawals}) or a link ({@link org.openbloctel.registry.calls.consent.ConsentLinks}), and
 * lets one company call in spite of the list ({@link org.openbloctel.registry.calls.consent.Permissions}); verdicts ask for them.
 * Invariants: what lacks an item is no consent and is not kept; a withdrawal holds from its instant on; no number stands in the table; a
 * proof is kept three years from the day of the consent; what a company claims lifts no list.
 *
 * <p>A proof is stored under a print that is the same for all principals. {@code ConsentRows} writes a thousand consents a statement,
 * {@code EvidenceFiles} stores the files that prove them, and {@code ConsentNews} notifies the companies. See docs/decisions/0041.
 */
@NullMarked
package org.openbloctel.registry.calls.consent;

import org.jspecify.annotations.NullMarked;
