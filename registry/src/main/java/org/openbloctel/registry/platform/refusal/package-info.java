/**
 * Every way in which a request can be refused: one sealed family, a permanent code each, typed fields, no prose. Any package
 * throws them; each door (page, API, mail, command line) renders them in its reader's language.
 */
@NullMarked
package org.openbloctel.registry.platform.refusal;

import org.jspecify.annotations.NullMarked;
