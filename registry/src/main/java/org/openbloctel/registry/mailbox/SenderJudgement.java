package org.openbloctel.registry.mailbox;

import org.openbloctel.registry.company.Member;

/** Who a mail is from, as far as anything proves it. */
public sealed interface SenderJudgement {
    /** From somebody of a company, and the receiving server vouches for the address. */
    record Accepted(Member member) implements SenderJudgement {}

    /** Says that it is from somebody of a company, and nothing proves it: they are told, not the sender. */
    record Impersonated(Member member) implements SenderJudgement {}

    /** From an address that the receiving server vouches for and that nobody here has. */
    record Stranger(String address) implements SenderJudgement {}

    /** From a program or from anybody: an answer would go in circles, or to somebody who sent nothing. */
    record Silent() implements SenderJudgement {}
}
