/**
 * Consents: what companies record and import, what a person sees, gives and withdraws, with the proof that they may take along. Decides
 * nothing; asks {@code registry.calls.consent}.
 */
@NullMarked
package org.openbloctel.server.calls.consent;

import org.jspecify.annotations.NullMarked;
