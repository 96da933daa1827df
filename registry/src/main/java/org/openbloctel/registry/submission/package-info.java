/**
 * Submitted call files, from their first byte to their erasure: received and encrypted as a stream, scrubbed by one revision
 * of the list, kept for a while, downloaded, erased. {@link org.openbloctel.registry.submission.Submissions} is for companies'
 * doors, {@link org.openbloctel.registry.submission.Uploads} for large files that come in pieces, {@link
 * org.openbloctel.registry.submission.ScrubQueue} for whoever runs the scrubs. Invariants: a line that was not found callable is
 * in no callable file; what a slow attempt did after another took over is never seen; files without their key are nothing.
 */
@NullMarked
package org.openbloctel.registry.submission;

import org.jspecify.annotations.NullMarked;
