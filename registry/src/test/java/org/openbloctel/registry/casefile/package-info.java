/** Tests of case files. */
@NullMarked
package org.openbloctel.registry.casefile;

import org.jspecify.annotations.NullMarked;
