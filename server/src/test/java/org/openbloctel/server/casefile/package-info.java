/** Tests of the pages of case files. */
@NullMarked
package org.openbloctel.server.casefile;

import org.jspecify.annotations.NullMarked;
