/** Tests of consents. */
@NullMarked
package org.openbloctel.registry.consent;

import org.jspecify.annotations.NullMarked;
