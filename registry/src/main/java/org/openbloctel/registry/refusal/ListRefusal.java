package org.openbloctel.registry.refusal;

/** Refusals about the list itself. Codes BT-06xx. */
public sealed interface ListRefusal extends Refusal {
    /** This server cannot prove that its list is fresh: nothing can be checked for now. */
    @Code(value = "BT-0601", category = Category.OURS)
    record ListNotFresh() implements ListRefusal {}
}
