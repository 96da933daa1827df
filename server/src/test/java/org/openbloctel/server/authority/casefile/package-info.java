/** Tests of the pages of case files. */
@NullMarked
package org.openbloctel.server.authority.casefile;

import org.jspecify.annotations.NullMarked;
