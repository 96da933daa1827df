/**
 * The work on call files. {@link org.openbloctel.registry.callfiles.scrubbing.ScrubQueue} takes what is due, scrubs it by one revision of the list
 * and publishes what comes back; {@link org.openbloctel.registry.callfiles.scrubbing.Previews} and {@link
 * org.openbloctel.registry.callfiles.scrubbing.TestScrub} read files for pages and for test keys. The server's worker may call the queue, the package
 * {@code submission} the rest. It owns the tables of returned files and of fingerprints; the queue is the table of submissions. Invariants: a
 * line that was not found callable is in no callable file; what a slow attempt did after another took over is never seen; files, charge,
 * certificate and audit entry become visible in one transaction.
 *
 * <p>The table of submissions is the queue, a lease with a fencing number names the worker, and a recurring job picks up abandoned files
 * every two seconds. Small files go first; accounts take turns, and in an account its principals (docs/decisions/0132). {@code Scrubber}
 * reads the file of a campaign once for its numbers, and {@code CampaignLaw} makes a {@code Ruling}, which the engine consults beside the
 * list (docs/decisions/0057). {@code CheckedBefore} removes from the charge the lines that the principal had checked within 30 days
 * (docs/decisions/0084).
 *
 * <p>Where the sender or the principal has a key ({@code company.SealingKeys}), {@code ResultFile} writes each returned file through a
 * {@code filevault.Seal}: nothing that is not sealed reaches the vault, and nothing here opens it. {@code ScrubQueue} publishes only what
 * is sealed to the keys that hold in that transaction (docs/decisions/0071).
 */
@NullMarked
package org.openbloctel.registry.callfiles.scrubbing;

import org.jspecify.annotations.NullMarked;
