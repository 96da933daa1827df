/**
 * Sessions of browsers: Spring Session's filter in front of all others puts the database's in the place of the container's, and people see and
 * end their own. A session holds values of a few types, written as JSON: no class is named in it, and none is loaded by it.
 */
@NullMarked
package org.openbloctel.server.session;

import org.jspecify.annotations.NullMarked;
