/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.registry.service.helpdesk;

import org.jspecify.annotations.NullMarked;
