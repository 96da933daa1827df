/**
 * Call files in, call files out: reception, scrub, states and downloads, certificates.
 *
 * <pre>
 *     submission   ──→  intake, scrubbing, guard, company
 *     scrubbing    ──→  certificate, intake, guard, lookup, trace, company
 *     certificate
 *     intake       ──→  company
 * </pre>
 *
 * <p>The table of submissions passes from {@code intake} to {@code scrubbing} to {@code submission}; each writes its own columns.
 * {@code intake.State} is the only table of states. A file comes by the portal, the API, SFTP, mail or {@code bloctel watch}, and its
 * {@code Channel} is recorded. The encrypted files are in the vault of {@code platform.filevault}.
 */
@NullMarked
package org.openbloctel.registry.callfiles;

import org.jspecify.annotations.NullMarked;
