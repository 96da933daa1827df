/** Pages of the inspectors of the authority: their accounts, and their work on complaints. */
@NullMarked
package org.openbloctel.server.authority.inspection;

import org.jspecify.annotations.NullMarked;
