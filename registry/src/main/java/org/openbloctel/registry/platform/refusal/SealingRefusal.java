package org.openbloctel.registry.platform.refusal;

/** Refusals about keys to which results are sealed. Codes BT-080x. */
public sealed interface SealingRefusal extends Refusal {
    /** What was given is no public key of age. */
    @Code("BT-0800")
    record BadRecipient() implements SealingRefusal {}

    /** A private key was given where a public one belongs. */
    @Code("BT-0801")
    record PrivateKeyGiven() implements SealingRefusal {}

    /** A change of the key is under way already. */
    @Code(value = "BT-0802", category = Category.CONFLICT)
    record ChangeUnderWay() implements SealingRefusal {}

    /** The company has this key already. */
    @Code(value = "BT-0803", category = Category.CONFLICT)
    record SameKey() implements SealingRefusal {}

    /** There is no key, or no change of it that could be cancelled. */
    @Code("BT-0804")
    record NothingThere() implements SealingRefusal {}
}
