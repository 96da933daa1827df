/** Tests of complaints. */
@NullMarked
package org.openbloctel.registry.complaint;

import org.jspecify.annotations.NullMarked;
