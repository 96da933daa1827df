/** Tests of the security log. */
@NullMarked
package org.openbloctel.registry.platform.security;

import org.jspecify.annotations.NullMarked;
