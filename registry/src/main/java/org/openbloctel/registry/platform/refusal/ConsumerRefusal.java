package org.openbloctel.registry.platform.refusal;

/** Refusals about consumers and their numbers. Codes BT-02xx. */
public sealed interface ConsumerRefusal extends Refusal {
    /** What was typed cannot be read as a number of the plan. */
    @Code("BT-0201")
    record NotANumber() implements ConsumerRefusal {}

    /** Too few digits, or too many. */
    @Code("BT-0202")
    record WrongLength() implements ConsumerRefusal {}

    /** What was typed can be read as several numbers: which one is meant cannot be told. */
    @Code("BT-0203")
    record SeveralNumbers() implements ConsumerRefusal {}

    /** A short, toll-free, premium or emergency number: no consumer has one. */
    @Code("BT-0204")
    record SpecialNumber() implements ConsumerRefusal {}

    /** A number of another country. */
    @Code("BT-0205")
    record ForeignNumber() implements ConsumerRefusal {}

    /** What was typed is no e-mail address. */
    @Code("BT-0206")
    record NotAnAddress() implements ConsumerRefusal {}

    /** The link is unknown, altered or expired: one answer for all three. */
    @Code("BT-0207")
    record LinkExpired() implements ConsumerRefusal {}

    /** The link did its work already. */
    @Code(value = "BT-0208", category = Category.CONFLICT)
    record LinkUsed() implements ConsumerRefusal {}

    /** The consumer has as many numbers as one person may. */
    @Code(value = "BT-0209", category = Category.CAPACITY)
    record TooManyNumbers(int most) implements ConsumerRefusal {}

    /** The consumer has no such registration. */
    @Code("BT-0210")
    record UnknownRegistration() implements ConsumerRefusal {}

    /** The number was taken off already, here or elsewhere. */
    @Code(value = "BT-0211", category = Category.CONFLICT)
    record RegistrationEnded() implements ConsumerRefusal {}

    /** The code is wrong; so many tries are left. */
    @Code("BT-0212")
    record WrongCode(int left) implements ConsumerRefusal {}

    /** Too many wrong codes: no more tries for so many hours. */
    @Code(value = "BT-0213", category = Category.CAPACITY)
    record CodeLocked(long hours) implements ConsumerRefusal {}

    /** There is no code to be entered: none was sent, or its time is over. */
    @Code("BT-0214")
    record CodeExpired() implements ConsumerRefusal {}

    /** The code could not be sent. */
    @Code(value = "BT-0215", category = Category.OURS)
    record CodeNotSent() implements ConsumerRefusal {}

    /** The holder of this address has nothing here. */
    @Code("BT-0216")
    record NothingHere() implements ConsumerRefusal {}

    /** A letter of this reference was entered already. */
    @Code(value = "BT-0217", category = Category.CONFLICT)
    record LetterKnown() implements ConsumerRefusal {}

    /** The digits of a registration number do not fit together. */
    @Code("BT-0218")
    record NotARegistrationNumber() implements ConsumerRefusal {}

    /** So many codes were sent to this number, or asked for by this person, that no more go out for so many hours. */
    @Code(value = "BT-0219", category = Category.CAPACITY)
    record TooManyCodes(long hours) implements ConsumerRefusal {}

    /** The service has sent all codes of this hour or day; more go out within some hours. */
    @Code(value = "BT-0223", category = Category.CAPACITY)
    record CodesSpent(long hours) implements ConsumerRefusal {}

    /** Another consumer has this address. */
    @Code(value = "BT-0220", category = Category.CONFLICT)
    record AddressTaken() implements ConsumerRefusal {}

    /**
     * One number, or one network, has had its registrations and withdrawals of the day; a code proves the number all the same. The refusal
     * shows neither which of the two nor whether the number is on the list.
     */
    @Code(value = "BT-0221", category = Category.CAPACITY)
    record TooManyActs() implements ConsumerRefusal {}

    /** One e-mail address has had its registrations and withdrawals of the day. */
    @Code(value = "BT-0222", category = Category.CAPACITY)
    record TooManyActsOfAccount() implements ConsumerRefusal {}
}
