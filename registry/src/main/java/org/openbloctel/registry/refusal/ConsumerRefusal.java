package org.openbloctel.registry.refusal;

/** Refusals about consumers and their numbers. Codes BT-02xx. */
public sealed interface ConsumerRefusal extends Refusal {
    /** What was typed cannot be read as a number of the plan. */
    @Code("BT-0201")
    record NotANumber() implements ConsumerRefusal {}
}
