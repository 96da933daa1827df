/** The pages of signing in by password and second factor, for people of companies and of the operator alike, at two
 * doors. */
@NullMarked
package org.openbloctel.server.portal.credential;

import org.jspecify.annotations.NullMarked;
