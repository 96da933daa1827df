/**
 * Companies that canvass: their accounts, people, keys, mandates, plans, quotas and invoices. The portal, the API and the
 * submissions call it; it calls none of them. What it holds to: nobody acts for a company who is not its member, its key or its
 * agent on that day; no line is counted twice or beyond the plan; no invoice is changed and no number of one is missing.
 *
 * <p>{@code credential} authenticates a person; this package authorises them. Row locks protect invariants under concurrent requests: the
 * company's row its last owner and its orders, the plan's its last lines, the year's the invoice numbers. {@code RegisterLetters} completes
 * a verification and gives a SIREN to the first account whose code comes back; {@code RelatedAccounts} finds accounts of the same people
 * (docs/decisions/0143). {@code Mandates} answers for whom a company may act, by agent, principal and instant; lines count against the
 * principal's plan. {@code Upgrade} takes the place of the running plan until the same term, pro rata; {@code PlanVersions} writes dated
 * versions of plans on which two of the operator's people agreed (docs/decisions/0130).
 *
 * <p>A company that is unverified or suspended can do nothing real: its mandates do not hold on either side, its keys do not work, files
 * are neither received nor returned, kept numbers are not checked, and webhooks wait. Each action reads the company's state when it runs,
 * so all of it resumes once the operator has verified the company again.
 *
 * <p>{@code ActNotices} tells the owners of an act that gives lasting power, {@code AccessCut} undoes what a thief could have done
 * (docs/decisions/0066). See docs/decisions/0018.
 */
@NullMarked
package org.openbloctel.registry.accounts.company;

import org.jspecify.annotations.NullMarked;
