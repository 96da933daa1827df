/** The API that answers whether calls may be made. Decides nothing; asks {@code registry.calls.verdict}. */
@NullMarked
package org.openbloctel.server.calls.verdict;

import org.jspecify.annotations.NullMarked;
