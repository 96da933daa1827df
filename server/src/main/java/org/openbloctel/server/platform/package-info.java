/**
 * What every feature stands on: pages and API, jobs, mails, documents, files, telephones, PostgreSQL, sessions, metrics, the doctor.
 *
 * <pre>
 *     doctor     ──→  jobs, mail, pages
 *     web        ──→  access, forms, pages, programs, settings
 *     forms      ──→  access, pages
 *     mail       ──→  jobs, metrics, pages, settings
 *     programs   ──→  access, pages, settings
 *     session    ──→  access, jobs, pages
 *     files      ──→  jobs, settings
 *     pages      ──→  access, charts, settings
 *     security   ──→  access, jobs, settings
 *     access     ──→  settings
 *     jobs       ──→  metrics, settings
 *     postgres   ──→  settings
 *     telephone  ──→  settings
 *     backup
 *     charts
 *     document
 *     metrics
 *     settings
 * </pre>
 */
@NullMarked
package org.openbloctel.server.platform;

import org.jspecify.annotations.NullMarked;
