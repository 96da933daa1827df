package org.openbloctel.registry.platform.refusal;

/** Refusals of evidence about complaints. Codes BT-0835 to BT-0839. */
public sealed interface EvidenceRefusal extends Refusal {
    /** The complainant asked to be forgotten: nothing can be looked for without the number. */
    @Code(value = "BT-0835", category = Category.CONFLICT)
    record NumberForgotten() implements EvidenceRefusal {}
}
