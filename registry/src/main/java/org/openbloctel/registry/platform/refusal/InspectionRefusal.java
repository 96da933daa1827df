package org.openbloctel.registry.platform.refusal;

/** Refusals to inspectors of the authority. Codes BT-0830 to BT-0839. */
public sealed interface InspectionRefusal extends Refusal {
    /** Inspectors neither change nor remove their own account. */
    @Code(value = "BT-0830", category = Category.CONFLICT)
    record OwnAccount() implements InspectionRefusal {}

    /** An id that stands for no inspector. */
    @Code("BT-0831")
    record UnknownInspector() implements InspectionRefusal {}

    /** The name is empty or too long. */
    @Code("BT-0832")
    record BadName(int most) implements InspectionRefusal {}

    /** The purpose of a reading is empty or too long. */
    @Code("BT-0833")
    record NoPurpose(int most) implements InspectionRefusal {}

    /** The complainant asked to be forgotten: nothing can be looked for without the number. */
    @Code(value = "BT-0835", category = Category.CONFLICT)
    record NumberForgotten() implements InspectionRefusal {}
}
