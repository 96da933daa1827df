/** Calls that were made and who refused: the pages, the API, the files of refusals. Decides nothing; asks {@code registry.calls.call}. */
@NullMarked
package org.openbloctel.server.calls.call;

import org.jspecify.annotations.NullMarked;
