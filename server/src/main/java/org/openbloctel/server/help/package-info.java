/** Help for everybody: what a professional has to do, as a questionnaire that ends in an answer with its articles and a plan. */
@NullMarked
package org.openbloctel.server.help;

import org.jspecify.annotations.NullMarked;
