/**
 * The evidence about a complaint: what the list, the companies' checks, their consents and their reports say of its number and calls.
 * {@link org.openbloctel.registry.authority.evidence.Evidence} joins what other packages keep; it has no table. Invariant: an inspector alone opens
 * it, and each opening is in the audit trail with its purpose. {@link org.openbloctel.registry.authority.evidence.ToldBefore} compares traces for
 * signals, and returns no check.
 */
@NullMarked
package org.openbloctel.registry.authority.evidence;

import org.jspecify.annotations.NullMarked;
