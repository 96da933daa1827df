/**
 * Help for everyone: Markdown pages with a search, and a questionnaire about the duties of a professional.
 *
 * <p>{@code HelpLibrary} reads the pages once; {@code HelpSearch} keeps an index of each language in memory, of these pages and of the
 * {@code PublishedQuestions} of the help desk, and takes stems from the database ({@code WordStems}). {@code Adviser} answers the
 * questionnaire by the judge of calls. See docs/help.md and docs/decisions/0108.
 */
@NullMarked
package org.openbloctel.server.service.help;

import org.jspecify.annotations.NullMarked;
