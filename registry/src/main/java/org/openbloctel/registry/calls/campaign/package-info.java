/**
 * Campaigns: for whom, about what, from when to when, and what excuses their calls from which rules, with the evidence for it. Owns
 * the table of campaigns. Verdicts and calls ask for one by company and id. Invariant: a campaign says for ever what it said when
 * it was declared; whose mandate has ended does not find it any more.
 */
@NullMarked
package org.openbloctel.registry.calls.campaign;

import org.jspecify.annotations.NullMarked;
