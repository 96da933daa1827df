/** Tests of the mailbox: who is believed, what becomes of a mail, who is answered. */
@NullMarked
package org.openbloctel.registry.calls.mailbox;

import org.jspecify.annotations.NullMarked;
