/**
 * A company's account: sign-up, people, mandates, API keys, plan, invoices. Translates between forms and the use cases of
 * {@code registry.accounts.company}; decides nothing itself.
 */
@NullMarked
package org.openbloctel.server.accounts.company;

import org.jspecify.annotations.NullMarked;
