/** Tests of what webhooks say. */
@NullMarked
package org.openbloctel.registry.accounts.webhook;

import org.jspecify.annotations.NullMarked;
