package org.openbloctel.registry.platform.refusal;

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

    /** A link, an id or a reference that stands for no ticket of this reader. */
    @Code("BT-0875")
    record UnknownTicket() implements HelpdeskRefusal {}

    /** The ticket is in a state from which it cannot be moved so. */
    @Code(value = "BT-0876", category = Category.CONFLICT)
    record WrongTicketState() implements HelpdeskRefusal {}

    /** An id that stands for no canned answer and no published question. */
    @Code("BT-0877")
    record UnknownDeskText() implements HelpdeskRefusal {}

    /** A text for everybody holds an address, or digits that may be a phone number. */
    @Code("BT-0878")
    record NamesSomebody() implements HelpdeskRefusal {}

    /** Neither an address nor a registration number nor the reference of a ticket. */
    @Code("BT-0879")
    record NotACase() implements HelpdeskRefusal {}

    /** No purpose is chosen. */
    @Code("BT-0880")
    record NoPurpose() implements HelpdeskRefusal {}

    /** Words to search questions by hold an address, or digits that may be a phone number. */
    @Code("BT-0881")
    record SearchesPerson() implements HelpdeskRefusal {}
}
