/**
 * Call files in, call files out: reception, scrub, states and downloads, certificates.
 *
 * <pre>
 *     submission   ──→  intake, scrubbing, guard, company
 *     scrubbing    ──→  certificate, intake, guard, lookup, trace, company
 *     certificate
 *     intake       ──→  company
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.callfiles;

import org.jspecify.annotations.NullMarked;
