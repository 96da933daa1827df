/**
 * The sample people, companies and files of {@code --demo}, and the pages that show their mail and codes. No other package depends on it:
 * a production server can be built without it.
 */
@NullMarked
package org.openbloctel.server.demo;

import org.jspecify.annotations.NullMarked;
