/**
 * Letters and mails to be sent, written in the transaction that causes them, sent later and at least once. What was sent is
 * emptied: the links in it are secrets.
 */
@NullMarked
package org.openbloctel.registry.outbox;

import org.jspecify.annotations.NullMarked;
