/**
 * What anyone is told: help, help desk, incidents, figures, the public site.
 *
 * <pre>
 *     helpdesk  ──→  help, mailbox
 *     figures   ──→  operator
 *     help
 *     incident
 *     site      ──→  sftp
 * </pre>
 */
@NullMarked
package org.openbloctel.server.service;

import org.jspecify.annotations.NullMarked;
