/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.registry.helpdesk;

import org.jspecify.annotations.NullMarked;
