/**
 * What every door of HTTP has in common: who is signed in, which access a route needs, how a refusal is rendered, the layout and the
 * navigation of pages, how numbers and dates are written. The kernel of all features that have pages or an API; it depends on none
 * of them.
 *
 * <p>{@code LegalTexts} serves today's statements of the law as messages, to pages, mails, PDFs and refusals; {@code LegalTextsContract}
 * renders them all under each regime (docs/decisions/0054).
 */
@NullMarked
package org.openbloctel.server.platform.web;

import org.jspecify.annotations.NullMarked;
