/** Pages of the inspectors of the authority: who they are, and their work on complaints. */
@NullMarked
package org.openbloctel.server.inspection;

import org.jspecify.annotations.NullMarked;
