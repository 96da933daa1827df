/** Tests of the security log. */
@NullMarked
package org.openbloctel.registry.security;

import org.jspecify.annotations.NullMarked;
