/** The pages of companies: account, people, mandates, keys, plan, invoices. Translates between forms and the use
 * cases of {@code registry.company}; decides nothing itself. */
@NullMarked
package org.openbloctel.server.portal.company;

import org.jspecify.annotations.NullMarked;
