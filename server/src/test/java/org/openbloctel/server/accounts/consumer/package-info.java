@NullMarked
package org.openbloctel.server.accounts.consumer;

import org.jspecify.annotations.NullMarked;
