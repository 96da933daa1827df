package org.openbloctel.registry.calls.mailbox;

import org.openbloctel.registry.accounts.company.Member;

/** Who a mail is from, as far as anything proves it. */
public sealed interface SenderJudgement {
    /** From a member of a company, and the receiving server vouches for the address. */
    record Accepted(Member member) implements SenderJudgement {}

    /** Says that it is from a member of a company, and nothing proves it: the member is notified, not the sender. */
    record Impersonated(Member member) implements SenderJudgement {}

    /** From an address that the receiving server vouches for and that no member has. */
    record Stranger(String address) implements SenderJudgement {}

    /** From a program or from anybody: an answer would go in circles, or to a person who sent nothing. */
    record Silent() implements SenderJudgement {}
}
