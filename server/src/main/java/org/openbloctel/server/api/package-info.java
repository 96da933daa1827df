/** The HTTP API, {@code /api/v1}: JSON in and out, keys, problems. Decides nothing; asks the registry. */
@NullMarked
package org.openbloctel.server.api;

import org.jspecify.annotations.NullMarked;
