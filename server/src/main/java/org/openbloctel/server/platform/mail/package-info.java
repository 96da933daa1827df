/**
 * Mails on their way out: taken from the outbox, written from templates in the reader's language, sent by SMTP or, in the
 * demo, kept to be looked at. Features put a message into the outbox and bring {@code templates/mail/FEATURE/NAME.html} (or
 * {@code .txt}, or both) and the subject {@code FEATURE.mail.NAME.subject} in their bundles; docs/mail.md tells the rest.
 */
@NullMarked
package org.openbloctel.server.platform.mail;

import org.jspecify.annotations.NullMarked;
