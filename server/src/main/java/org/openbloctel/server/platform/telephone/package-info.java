/**
 * Ways of bringing a one-time code to a telephone. Knows the sender of the registry, its budget, and nothing else of it.
 */
@NullMarked
package org.openbloctel.server.platform.telephone;

import org.jspecify.annotations.NullMarked;
