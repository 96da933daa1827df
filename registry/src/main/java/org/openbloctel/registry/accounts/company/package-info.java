/**
 * Companies that canvass: their accounts, people, keys, mandates, plans, quotas and invoices. The portal, the API and the
 * submissions call it; it calls none of them. What it holds to: nobody acts for a company who is not its member, its key or its
 * agent on that day; no line is counted twice or beyond the plan; no invoice is changed and no number of one is missing.
 */
@NullMarked
package org.openbloctel.registry.accounts.company;

import org.jspecify.annotations.NullMarked;
