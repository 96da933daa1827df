/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.server.service.helpdesk;

import org.jspecify.annotations.NullMarked;
