package org.openbloctel.registry.platform.refusal;

import java.time.LocalDate;

/** Refusals about case files. Codes BT-0840 to BT-0849, and BT-0839. */
public sealed interface CaseRefusal extends Refusal {
    /** No case of this id that this reader may see. */
    @Code("BT-0840")
    record UnknownCase() implements CaseRefusal {}

    /** The case is in a state that does not allow it, or a decision waits. */
    @Code(value = "BT-0841", category = Category.CONFLICT)
    record WrongCaseState() implements CaseRefusal {}

    /** A complaint that is not attributed to the company of the case. */
    @Code(value = "BT-0842", category = Category.CONFLICT)
    record OtherCompany() implements CaseRefusal {}

    /** A case without a complaint, or with too many. */
    @Code("BT-0843")
    record ComplaintsOfCase(int most) implements CaseRefusal {}

    /** The facts or the rules that they broke are missing. */
    @Code("BT-0844")
    record NothingAlleged() implements CaseRefusal {}

    /** An amount that cannot be read, or is not between one cent and the ceiling. */
    @Code("BT-0845")
    record UnusableAmount(long mostEuros) implements CaseRefusal {}

    /** A day that cannot be read, or is outside of the days that are possible. */
    @Code("BT-0846")
    record UnusableDay(LocalDate first, LocalDate last) implements CaseRefusal {}

    /** The inspector who proposed a decision does not confirm it. */
    @Code(value = "BT-0847", category = Category.CONFLICT)
    record OtherInspectorNeeded() implements CaseRefusal {}

    /** The company still has time to answer. */
    @Code(value = "BT-0848", category = Category.CONFLICT)
    record SanctionTooEarly(LocalDate until) implements CaseRefusal {}

    /** A text that is missing, or longer than what is kept. */
    @Code("BT-0849")
    record TextOfCase(int most) implements CaseRefusal {}

    /** An alleged rule that no call of the case can have broken, without a reason or with one that is longer than what is kept. */
    @Code("BT-0839")
    record RuleWithoutCall(int most) implements CaseRefusal {}
}
