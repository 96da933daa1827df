/**
 * The pages of consumers: registration, check, space; and the operator's page for their letters. Translates between forms and
 * the use cases of {@code registry.consumer}; decides nothing itself.
 */
@NullMarked
package org.openbloctel.server.portal.consumer;

import org.jspecify.annotations.NullMarked;
