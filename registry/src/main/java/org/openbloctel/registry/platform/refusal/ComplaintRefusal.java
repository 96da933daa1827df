package org.openbloctel.registry.platform.refusal;

/** Refusals about complaints. Codes BT-0810 to BT-0829. */
public sealed interface ComplaintRefusal extends Refusal {
    /** A day or an hour that has not come yet. */
    @Code("BT-0810")
    record FutureCall() implements ComplaintRefusal {}

    /** The call is too long ago to be investigated. */
    @Code("BT-0811")
    record CallTooLongAgo(int years) implements ComplaintRefusal {}

    /** Neither a calling number, nor that it was hidden. */
    @Code("BT-0812")
    record NoCaller() implements ComplaintRefusal {}

    /** The calling number cannot be read. */
    @Code("BT-0813")
    record UnreadableCaller() implements ComplaintRefusal {}

    /** A calling number, and the box that says that it was hidden. */
    @Code("BT-0814")
    record CallerAndMasked() implements ComplaintRefusal {}

    /** The pasted calls came from several numbers, and none of them is named. */
    @Code("BT-0815")
    record SeveralCallers(int numbers) implements ComplaintRefusal {}

    /** Nothing in the paste can be read as a call. */
    @Code("BT-0816")
    record NoCallsRead() implements ComplaintRefusal {}

    /** More calls than one complaint takes. */
    @Code("BT-0817")
    record TooManyCalls(int most) implements ComplaintRefusal {}

    /** A text with more characters than are kept. */
    @Code("BT-0818")
    record TextTooLong(int most) implements ComplaintRefusal {}

    /** A link or an id that stands for no complaint of this reader. */
    @Code("BT-0819")
    record UnknownComplaint() implements ComplaintRefusal {}

    /** The complaint is in a state from which it cannot be moved so. */
    @Code(value = "BT-0820", category = Category.CONFLICT)
    record WrongState() implements ComplaintRefusal {}

    /** The day of the call, or of a refusal, is missing or cannot be read. */
    @Code("BT-0821")
    record UnreadableDay() implements ComplaintRefusal {}

    /** The hour of the call is missing or cannot be read. */
    @Code("BT-0822")
    record UnreadableHour() implements ComplaintRefusal {}

    /** What the call was about is not chosen. */
    @Code("BT-0823")
    record NoSubject() implements ComplaintRefusal {}
}
