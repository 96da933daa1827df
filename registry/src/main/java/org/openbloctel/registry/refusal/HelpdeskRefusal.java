package org.openbloctel.registry.refusal;

/** Refusals of the help desk. Codes BT-0870 to BT-0889. */
public sealed interface HelpdeskRefusal extends Refusal {
    /** A text is missing. */
    @Code("BT-0870")
    record TextMissing() implements HelpdeskRefusal {}

    /** A text has more characters than are kept. */
    @Code("BT-0871")
    record TextTooLong(int most) implements HelpdeskRefusal {}

    /** An address that stands for no incident. */
    @Code("BT-0872")
    record UnknownIncident() implements HelpdeskRefusal {}

    /** The incident has ended. */
    @Code(value = "BT-0873", category = Category.CONFLICT)
    record IncidentOver() implements HelpdeskRefusal {}

    /** The day and hour of the beginning cannot be read, are in the future, or more than so many days ago. */
    @Code("BT-0874")
    record UnreadableStart(int days) implements HelpdeskRefusal {}
}
