/**
 * Sessions of browsers. Spring Session's filter, in front of all others, replaces the container's sessions by those of the database; people
 * see and end their own. A session holds values of a few types as JSON, which names and loads no class.
 *
 * <p>Sessions are rows that only the cookie's token opens, on any server (docs/decisions/0077). Each request compares its session with the
 * database, so a removed member is signed out at once.
 */
@NullMarked
package org.openbloctel.server.platform.session;

import org.jspecify.annotations.NullMarked;
