/**
 * Signing in by password and second factor, passkeys, and a person's security settings, for the people of companies and of the
 * operator alike, at two doors. Other features use its SignedInPeople to end sessions and to ask for a proof.
 */
@NullMarked
package org.openbloctel.server.accounts.credential;

import org.jspecify.annotations.NullMarked;
