/**
 * Letters and mails to be sent, written in the transaction that causes them, sent later and at least once. What was sent is
 * emptied: the links in it are secrets. While a mail waits, they may be sealed under the master key.
 */
@NullMarked
package org.openbloctel.registry.platform.outbox;

import org.jspecify.annotations.NullMarked;
