/**
 * Documents for people: a template and its texts become a PDF that archives keep and screen readers read (PDF/A-3u, PDF/UA-1).
 * Every feature's receipts, letters, invoices and certificates go through here and look alike. Knows no feature.
 */
@NullMarked
package org.openbloctel.server.platform.document;

import org.jspecify.annotations.NullMarked;
