/** The settings of the server, read and checked before anything starts: all problems are reported at once. Every configuration uses it; it knows no feature. */
@NullMarked
package org.openbloctel.server.platform.settings;

import org.jspecify.annotations.NullMarked;
