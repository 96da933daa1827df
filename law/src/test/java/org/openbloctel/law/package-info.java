/** Tests of the law: the specification, one scenario a rule, faulty files, a slow oracle. */
@NullMarked
package org.openbloctel.law;

import org.jspecify.annotations.NullMarked;
