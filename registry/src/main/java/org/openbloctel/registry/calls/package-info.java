/**
 * May this call be made: campaigns, calls and refusals, consents, verdicts, call files by mail.
 *
 * <pre>
 *     verdict   ──→  call, campaign, consent, scrubbing, lookup
 *     consent   ──→  call, campaign, company, consumer
 *     call      ──→  campaign
 *     mailbox   ──→  campaign, intake, submission, company, credential
 *     campaign  ──→  intake, scrubbing, submission, guard, trace, company
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.calls;

import org.jspecify.annotations.NullMarked;
