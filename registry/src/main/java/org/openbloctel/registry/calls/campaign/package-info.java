/**
 * Campaigns: for whom, about what, from when to when, and what excuses their calls from which rules, with the evidence for it. Owns
 * the table of campaigns. Verdicts and calls ask for one by company and id. Invariant: a campaign says for ever what it said when
 * it was declared; whose mandate has ended does not find it any more.
 *
 * <p>{@code CampaignCover} reports the state of a campaign's checks from {@code CampaignFiles}: files of one name are one file, whose
 * latest check counts. {@code CallCover} supplies the ground against a campaign that lapsed. If the company agreed, {@code KeptNumbers}
 * stores the numbers and references of the file {@code verdicts}; {@code Rechecks} searches the numbers that changed on the list among them
 * every 15 seconds ({@code SortedNumbers}), and compares all of them every night, with a certificate. {@code Outlooks} says what the law
 * makes of a campaign, as seen from today. See docs/decisions/0035.
 */
@NullMarked
package org.openbloctel.registry.calls.campaign;

import org.jspecify.annotations.NullMarked;
