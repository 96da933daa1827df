/**
 * Call files in, call files out: pages, API, jobs, SFTP, certificates.
 *
 * <pre>
 *     sftp         ──→  submission, credential
 *     submission   ──→  certificate, credential
 *     certificate
 * </pre>
 */
@NullMarked
package org.openbloctel.server.callfiles;

import org.jspecify.annotations.NullMarked;
