package org.openbloctel.registry.refusal;

/** Refusals of the form of a request, whatever it asks for. Codes BT-07xx. */
public sealed interface RequestRefusal extends Refusal {
    /** A field is missing or cannot be read. */
    @Code("BT-0701")
    record UnreadableField(String field) implements RequestRefusal {}

    /** Too many requests; try again after so many seconds. */
    @Code(value = "BT-0702", category = Category.CAPACITY)
    record TooManyRequests(long seconds) implements RequestRefusal {}
}
