/**
 * Case files against companies: complaints, allegations, the fine that follows, the company's right to answer, the decision and its
 * publication. Owns the tables {@code accounts.case_…}. An inspector builds a case, two decide it; the company sees its own case once it is
 * notified, and anyone a sanction while it is published. What happens to the complaints happens in the same transaction.
 *
 * <p>{@code CaseRegister} locks, moves and audits a {@code CaseFile} along {@code CaseState}, the only table of states. {@code Cases}
 * opens a case and sends its letter, {@code CompanyCases} takes observations, {@code CaseDecisions} has two inspectors decide, {@code CaseRegister}
 * lists what is published today. {@code Arithmetic} takes its ceilings from {@code law.Fines}. See docs/cases.md and docs/decisions/0106.
 */
@NullMarked
package org.openbloctel.registry.authority.casefile;

import org.jspecify.annotations.NullMarked;
