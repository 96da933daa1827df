/** How to send call files by mail, for those who do. */
@NullMarked
package org.openbloctel.server.portal.mailbox;

import org.jspecify.annotations.NullMarked;
