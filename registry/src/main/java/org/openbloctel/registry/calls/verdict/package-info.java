/**
 * Verdicts on calls: reads what a caller says, gathers what the registry knows (list, campaign, earlier calls, refusals) and asks the
 * law's judge. Owns no table. Called by the API and by pages. Invariants: one revision of the list a request; what a call gets wrong
 * concerns that call alone; without a fresh list nothing is answered; what is not known is said to be missing.
 */
@NullMarked
package org.openbloctel.registry.calls.verdict;

import org.jspecify.annotations.NullMarked;
