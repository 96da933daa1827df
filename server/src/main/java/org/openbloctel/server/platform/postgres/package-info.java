/**
 * A PostgreSQL of the server's own, for trials and development: unpacked, made, started and stopped in one folder. Knows
 * nothing of what is stored in it; {@code app} decides whether it is used.
 */
@NullMarked
package org.openbloctel.server.platform.postgres;

import org.jspecify.annotations.NullMarked;
