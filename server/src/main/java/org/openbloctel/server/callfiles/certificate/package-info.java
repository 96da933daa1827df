/**
 * Certificates as people read them: the same facts on a page, in the API and in a PDF that carries the signed form; the pages on which
 * anyone verifies one; and the renewal of the signing key.
 *
 * <p>{@code PublicCertificates} decides which parts of a certificate its reader sees (docs/decisions/0123).
 */
@NullMarked
package org.openbloctel.server.callfiles.certificate;

import org.jspecify.annotations.NullMarked;
