/** Tests of the dossier. */
@NullMarked
package org.openbloctel.server.dossier;

import org.jspecify.annotations.NullMarked;
