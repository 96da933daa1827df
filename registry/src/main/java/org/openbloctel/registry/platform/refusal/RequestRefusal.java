package org.openbloctel.registry.platform.refusal;

/** Refusals of the form of a request of any kind. Codes BT-07xx. */
public sealed interface RequestRefusal extends Refusal {
    /** A field is missing or cannot be read. */
    @Code(value = "BT-0701", words = "credential.field.", shape = Shape.WHOLE)
    record UnreadableField(String field) implements RequestRefusal {
        @Override
        public String about() {
            return field;
        }
    }

    /** A field that the request, or this part of it, does not have; these it may have. */
    @Code("BT-0632")
    record UnknownField(String field, String known) implements RequestRefusal {}

    /** A field stands twice, and nothing says which of both counts. */
    @Code("BT-0636")
    record FieldTwice(String field) implements RequestRefusal {}

    /** Too many requests; try again after so many seconds. */
    @Code(value = "BT-0702", category = Category.CAPACITY)
    record TooManyRequests(long seconds) implements RequestRefusal {}

    /** There is nothing at this address, or nothing that this reader may know of. */
    @Code("BT-0703")
    record NotFound() implements RequestRefusal {}

    /** This address knows another method of HTTP. */
    @Code("BT-0704")
    record WrongMethod() implements RequestRefusal {}

    /** The request as a whole cannot be read. */
    @Code("BT-0705")
    record Unreadable() implements RequestRefusal {}

    /** The body is no JSON; the fault is at this place, whose column counts bytes. */
    @Code("BT-0732")
    record MalformedJson(int line, int column) implements RequestRefusal {}

    /** The request is larger than is accepted here. */
    @Code("BT-0706")
    record TooLarge() implements RequestRefusal {}

    /** The request's content is of a type that is not accepted here. */
    @Code("BT-0707")
    record WrongMediaType() implements RequestRefusal {}

    /** The form was open too long, or was sent by another site. */
    @Code("BT-0708")
    record FormExpired() implements RequestRefusal {}

    /** An unforeseen fault; it stands in the log under this reference. */
    @Code(value = "BT-0709", category = Category.OURS)
    record Internal(String reference) implements RequestRefusal {}

    /** Something the service needs cannot be reached for now. */
    @Code(value = "BT-0710", category = Category.OURS)
    record Unavailable() implements RequestRefusal {}

    /** None of the types that the client accepts can be given. */
    @Code("BT-0711")
    record NotAcceptable() implements RequestRefusal {}

    /** A query takes longer than its request may wait. */
    @Code(value = "BT-0730", category = Category.OURS)
    record TooSlow() implements RequestRefusal {}

    /** More pages are requested than the service makes at once. */
    @Code(value = "BT-0731", category = Category.OURS)
    record Busy() implements RequestRefusal {}

    /** An upload in pieces asks for a version of the tus protocol that is not spoken here. */
    @Code("BT-0150")
    record OtherTusVersion() implements RequestRefusal {}
}
