/** Tests of what webhooks say. */
@NullMarked
package org.openbloctel.registry.webhook;

import org.jspecify.annotations.NullMarked;
