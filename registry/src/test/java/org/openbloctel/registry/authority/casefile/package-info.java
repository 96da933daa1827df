/** Tests of case files. */
@NullMarked
package org.openbloctel.registry.authority.casefile;

import org.jspecify.annotations.NullMarked;
