package org.openbloctel.registry.platform.refusal;

import java.time.LocalDate;

/** Refusals about companies, their people, plans and keys. Codes BT-03xx. */
public sealed interface CompanyRefusal extends Refusal {
    /** The digits of a SIREN or SIRET do not fit together. */
    @Code(value = "BT-0301", about = "number")
    record WrongSiren() implements CompanyRefusal {}

    /** The operator has not verified the company, or has stopped it: only test keys do anything. */
    @Code("BT-0302")
    record NotVerified() implements CompanyRefusal {}

    /** Another account of this SIREN is verified. */
    @Code(value = "BT-0303", category = Category.CONFLICT)
    record SirenTaken() implements CompanyRefusal {}

    /** The decision on this company was taken already. */
    @Code(value = "BT-0304", category = Category.CONFLICT)
    record AlreadyDecided() implements CompanyRefusal {}

    /** A company has an owner at any time: the last one can neither leave nor become something else. */
    @Code("BT-0305")
    record LastOwner() implements CompanyRefusal {}

    /** With this member so many keys would die; it has to be said that this is known. */
    @Code(value = "BT-0306", category = Category.CONFLICT)
    record KeysWouldDie(int keys) implements CompanyRefusal {}

    /** There is no such company. */
    @Code("BT-0307")
    record UnknownCompany() implements CompanyRefusal {}

    /** The company has no such member. */
    @Code("BT-0308")
    record UnknownMember() implements CompanyRefusal {}

    /** The company has no such key, or it is revoked. */
    @Code("BT-0309")
    record UnknownKey() implements CompanyRefusal {}

    /** No mandate of this principal holds for this company on this day. */
    @Code("BT-0310")
    record NoMandate() implements CompanyRefusal {}

    /** A mandate's days are out of order, in the past, or too far apart. */
    @Code(value = "BT-0311", about = "endsOn")
    record MandateDays() implements CompanyRefusal {}

    /** There is no such mandate for this company, or it can no longer be accepted or ended. */
    @Code(value = "BT-0312", category = Category.CONFLICT)
    record UnknownMandate() implements CompanyRefusal {}

    /** A mandate needs two companies. */
    @Code(value = "BT-0313", about = "number")
    record MandateWithOneself() implements CompanyRefusal {}

    /** A real key has a last day, this one at the latest. */
    @Code(value = "BT-0314", about = "expiresOn")
    record KeyEnd(LocalDate latest) implements CompanyRefusal {}

    /** A real key names its networks, or says that it is from anywhere. */
    @Code(value = "BT-0315", about = "networks")
    record KeyNetworks() implements CompanyRefusal {}

    /** The code is not that of the letter; some tries are left. */
    @Code("BT-0316")
    record WrongLetterCode(int left) implements CompanyRefusal {}

    /** No letter waits for its code: none was written, it is too old, too many codes were wrong, or what it is about has changed. */
    @Code(value = "BT-0317", category = Category.CONFLICT)
    record NoLetter() implements CompanyRefusal {}

    /** Another account proved this SIREN by a letter; the operator got the claim as a question. */
    @Code(value = "BT-0318", category = Category.CONFLICT)
    record SirenClaimed() implements CompanyRefusal {}

    /** No plan is running. */
    @Code(value = "BT-0320", category = Category.CAPACITY)
    record NoPlan() implements CompanyRefusal {}

    /** More new lines than the plan allows in one submission. */
    @Code(value = "BT-0321", category = Category.CAPACITY)
    record TooManyLines(long lines, long limit) implements CompanyRefusal {}

    /** More new lines than are left until the last day of the plan's year. */
    @Code(value = "BT-0322", category = Category.CAPACITY)
    record QuotaUsedUp(long lines, long left, LocalDate until) implements CompanyRefusal {}

    /** A plan is running, with that as its last day; one that is not larger can follow it, from a month before. */
    @Code(value = "BT-0323", category = Category.CONFLICT)
    record PlanRunning(LocalDate until) implements CompanyRefusal {}

    /** A plan is ordered and not paid for yet. */
    @Code(value = "BT-0324", category = Category.CONFLICT)
    record OrderPending() implements CompanyRefusal {}

    /** There is no such plan on this day. */
    @Code("BT-0325")
    record UnknownPlan() implements CompanyRefusal {}

    /** The price is not the one that was shown: the day, or the grid, has changed. */
    @Code(value = "BT-0326", category = Category.CONFLICT)
    record PriceChanged() implements CompanyRefusal {}

    /** The year for whose rest a larger plan was ordered is over. */
    @Code(value = "BT-0327", category = Category.CONFLICT)
    record UpgradeLapsed(LocalDate last) implements CompanyRefusal {}

    /** On this day no plan at all could be ordered. */
    @Code(value = "BT-0328", category = Category.CONFLICT)
    record NoPlanOffered(LocalDate day) implements CompanyRefusal {}

    /** The proposed change of a plan is not the one that was shown, or none waits any more. */
    @Code(value = "BT-0329", category = Category.CONFLICT)
    record PlanProposalChanged() implements CompanyRefusal {}

    /** The first day of a proposed change came before its confirmation: a change begins tomorrow at the earliest. */
    @Code(value = "BT-0332", category = Category.CONFLICT)
    record PlanProposalLate(LocalDate from) implements CompanyRefusal {}

    /** The key acts for some companies alone, and this is about the whole account. */
    @Code("BT-0333")
    record KeyBound() implements CompanyRefusal {}

    /** There is no such invoice, or it is not this company's. */
    @Code("BT-0330")
    record UnknownInvoice() implements CompanyRefusal {}

    /** The invoice is paid, or taken back, already. */
    @Code(value = "BT-0331", category = Category.CONFLICT)
    record InvoiceSettled() implements CompanyRefusal {}
}
