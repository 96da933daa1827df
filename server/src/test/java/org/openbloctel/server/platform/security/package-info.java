/** Tests of the security log's page and outlets. */
@NullMarked
package org.openbloctel.server.platform.security;

import org.jspecify.annotations.NullMarked;
