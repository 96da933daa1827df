/**
 * The composition root: the start and stop of the server, its databases, the list and the master keys, and its health. No other package
 * depends on it.
 */
@NullMarked
package org.openbloctel.server.app;

import org.jspecify.annotations.NullMarked;
