@NullMarked
package org.openbloctel.registry.accounts.consumer;

import org.jspecify.annotations.NullMarked;
