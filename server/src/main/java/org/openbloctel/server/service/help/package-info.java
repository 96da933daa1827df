/** Help for everyone: Markdown pages with a search, and a questionnaire about the duties of a professional. */
@NullMarked
package org.openbloctel.server.service.help;

import org.jspecify.annotations.NullMarked;
