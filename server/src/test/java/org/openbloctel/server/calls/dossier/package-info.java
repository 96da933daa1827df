/** Tests of the dossier. */
@NullMarked
package org.openbloctel.server.calls.dossier;

import org.jspecify.annotations.NullMarked;
