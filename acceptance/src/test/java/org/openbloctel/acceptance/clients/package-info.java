/** Clients that others generate from the description of the API, against a real server. */
@NullMarked
package org.openbloctel.acceptance.clients;

import org.jspecify.annotations.NullMarked;
