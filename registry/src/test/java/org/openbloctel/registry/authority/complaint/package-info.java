/** Tests of complaints. */
@NullMarked
package org.openbloctel.registry.authority.complaint;

import org.jspecify.annotations.NullMarked;
