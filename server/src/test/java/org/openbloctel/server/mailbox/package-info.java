@NullMarked
package org.openbloctel.server.mailbox;

import org.jspecify.annotations.NullMarked;
