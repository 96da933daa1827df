/**
 * The work on call files. {@link org.openbloctel.registry.callfiles.scrubbing.ScrubQueue} takes what is due, scrubs it by one revision of the list
 * and publishes what comes back; {@link org.openbloctel.registry.callfiles.scrubbing.Previews} and {@link
 * org.openbloctel.registry.callfiles.scrubbing.TestScrub} read files for pages and for test keys. The server's worker may call the queue, the package
 * {@code submission} the rest. It owns the tables of returned files and of fingerprints; the queue is the table of submissions. Invariants: a
 * line that was not found callable is in no callable file; what a slow attempt did after another took over is never seen; files, charge,
 * certificate and audit entry become visible in one transaction.
 */
@NullMarked
package org.openbloctel.registry.callfiles.scrubbing;

import org.jspecify.annotations.NullMarked;
