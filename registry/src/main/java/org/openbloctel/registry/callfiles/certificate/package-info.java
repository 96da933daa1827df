/**
 * Certificates: what a scrub did, for whom and under which law, signed so that anyone can verify it with the published keys,
 * also when the files are long gone. Owns the certificates and the signing keys. The submission calls {@code issue} in the
 * transaction that makes it ready. Invariants: one certificate a submission; no phone number in one; a key that signed is
 * never forgotten.
 *
 * <p>A certificate names the list by a mark of {@code ListMarks}; its row keeps the exact list, sealed, with which the doctor recomputes
 * the mark (docs/decisions/0123).
 */
@NullMarked
package org.openbloctel.registry.callfiles.certificate;

import org.jspecify.annotations.NullMarked;
