/**
 * Sessions of browsers. Spring Session's filter, in front of all others, replaces the container's sessions by those of the database; people
 * see and end their own. A session holds values of a few types as JSON, which names and loads no class.
 */
@NullMarked
package org.openbloctel.server.platform.session;

import org.jspecify.annotations.NullMarked;
