/**
 * The evidence about a complaint: what the list, the companies' checks, their consents and their reports say of its number and calls.
 * {@link org.openbloctel.registry.authority.evidence.Evidence} joins what other packages keep; it has no table. Invariant: an inspector alone opens
 * it, and each opening is in the audit trail with its purpose. {@link org.openbloctel.registry.authority.evidence.ToldBefore} compares traces for
 * signals, and returns no check.
 *
 * <p>{@code TraceSearch} finds the checks of a number; {@code Evidence} joins them with the complaint, the list and the law of the day,
 * consents, calls and refusals, and concludes what each caller knew ({@code Findings.Conduct}). See docs/decisions/0105.
 */
@NullMarked
package org.openbloctel.registry.authority.evidence;

import org.jspecify.annotations.NullMarked;
