/**
 * A person and their numbers: registration, check, space, passkeys, data; and the operator's page for their letters. Translates between
 * forms and the use cases of {@code registry.accounts.consumer}; decides nothing itself.
 */
@NullMarked
package org.openbloctel.server.accounts.consumer;

import org.jspecify.annotations.NullMarked;
