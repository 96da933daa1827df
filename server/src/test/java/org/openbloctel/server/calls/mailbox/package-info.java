@NullMarked
package org.openbloctel.server.calls.mailbox;

import org.jspecify.annotations.NullMarked;
