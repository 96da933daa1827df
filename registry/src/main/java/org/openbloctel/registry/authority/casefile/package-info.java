/**
 * Case files against companies: complaints, allegations, the fine that follows, the company's right to answer, the decision and its
 * publication. Owns the tables {@code accounts.case_…}. An inspector builds a case, two decide it; the company sees its own case once it is
 * notified, and anyone a sanction while it is published. What happens to the complaints happens in the same transaction.
 */
@NullMarked
package org.openbloctel.registry.authority.casefile;

import org.jspecify.annotations.NullMarked;
