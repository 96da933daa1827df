/** Tests of consents. */
@NullMarked
package org.openbloctel.registry.calls.consent;

import org.jspecify.annotations.NullMarked;
