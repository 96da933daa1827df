/**
 * Verdicts on calls: reads what a caller says, gathers what the registry knows (list, campaign, earlier calls, refusals) and asks the
 * law's judge. Owns no table. Called by the API and by pages. Invariants: one revision of the list a request; what a call gets wrong
 * concerns that call alone; without a fresh list nothing is answered; what is not known is said to be missing.
 *
 * <p>{@code Verdicts} gathers what the judge has to know: the list by {@code Lookups}, the {@code Campaign} (principal, topic, exemption),
 * and the results of that principal's calls to the number from the {@code CallLog}, in one statement for a whole request.
 * {@code CampaignVerdicts} fetches the same facts in sets for a campaign's file (docs/decisions/0057).
 */
@NullMarked
package org.openbloctel.registry.calls.verdict;

import org.jspecify.annotations.NullMarked;
