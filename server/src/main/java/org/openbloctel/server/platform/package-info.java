/**
 * What every feature stands on: pages and API, jobs, mails, documents, files, telephones, PostgreSQL, sessions, metrics, the doctor.
 *
 * <pre>
 *     doctor     ──→  jobs, mail, web
 *     files      ──→  jobs, settings
 *     mail       ──→  jobs, metrics, settings, web
 *     security   ──→  jobs, settings, web
 *     session    ──→  jobs, web
 *     jobs       ──→  metrics, settings
 *     postgres   ──→  settings
 *     telephone  ──→  settings
 *     web        ──→  settings
 *     backup
 *     document
 *     metrics
 *     settings
 * </pre>
 */
@NullMarked
package org.openbloctel.server.platform;

import org.jspecify.annotations.NullMarked;
