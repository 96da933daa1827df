package org.openbloctel.registry.refusal;

/** Refusals about the list itself. Codes BT-06xx. */
public sealed interface ListRefusal extends Refusal {
    /** This server cannot prove that its list is fresh: nothing can be checked for now. */
    @Code(value = "BT-0601", category = Category.OURS)
    record ListNotFresh() implements ListRefusal {}

    /** The company's look-ups were stopped, because they looked as if the list was being probed. */
    @Code("BT-0602")
    record LookupsStopped() implements ListRefusal {}

    /** More numbers than one request may look up. */
    @Code("BT-0603")
    record TooManyNumbers(int most) implements ListRefusal {}
}
