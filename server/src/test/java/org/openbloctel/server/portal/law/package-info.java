/** Tests of the pages of the law. */
@NullMarked
package org.openbloctel.server.portal.law;

import org.jspecify.annotations.NullMarked;
