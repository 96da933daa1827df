package org.openbloctel.registry.platform.refusal;

/** Refusals at the door: who are you, and may you? Codes BT-01xx. */
public sealed interface AccessRefusal extends Refusal {
    /** The visitor is not signed in, or the key is unknown, expired or revoked: one answer for all of them. */
    @Code("BT-0101")
    record SignInNeeded() implements AccessRefusal {}

    /** The person signed in may not do this. */
    @Code("BT-0102")
    record NotAllowed() implements AccessRefusal {}

    /** Nothing may be done here before the second factor was given. */
    @Code("BT-0103")
    record SecondFactorNeeded() implements AccessRefusal {}

    /** This takes a second factor that was given again just now: a session alone may be stolen. */
    @Code("BT-0104")
    record StepUpNeeded() implements AccessRefusal {}

    /** The e-mail or the password is wrong: one answer for both. */
    @Code("BT-0110")
    record WrongPassword() implements AccessRefusal {}

    /** The code of the second factor is wrong, too old, or was used already. */
    @Code("BT-0111")
    record WrongCode() implements AccessRefusal {}

    /** The new password breaks a rule: {@code length}, {@code kinds}, {@code common} or {@code personal}. */
    @Code(value = "BT-0112", about = "password", words = "credential.password.weak.", shape = Shape.WHOLE)
    record WeakPassword(String rule) implements AccessRefusal {}

    /** The link was used already, is too old, or never was. */
    @Code("BT-0113")
    record DeadLink() implements AccessRefusal {}

    /** An account with this e-mail exists. Told only to a person who proved that it is theirs. */
    @Code(value = "BT-0114", category = Category.CONFLICT)
    record EmailTaken() implements AccessRefusal {}

    /** The passkey is unknown, is another's, or its answer proves nothing: one answer for all of them. */
    @Code("BT-0115")
    record PasskeyRefused() implements AccessRefusal {}

    /** It is the only second factor that is left: another one comes first. */
    @Code(value = "BT-0116", category = Category.CONFLICT)
    record LastFactor() implements AccessRefusal {}

    /** The person signed in has no such passkey, or no longer. */
    @Code("BT-0117")
    record UnknownPasskey() implements AccessRefusal {}

    /** The most passkeys that a person may have. */
    @Code(value = "BT-0118", category = Category.CAPACITY)
    record TooManyPasskeys(int most) implements AccessRefusal {}

    /** A passkey has a name, of so many characters at most. */
    @Code("BT-0119")
    record PasskeyUnnamed(int most) implements AccessRefusal {}

    /** One of the operator's people asked for this; another one confirms it. */
    @Code(value = "BT-0120", category = Category.CONFLICT)
    record OtherPersonNeeded() implements AccessRefusal {}

    /** It can be confirmed in so many hours only: until then it can be stopped. */
    @Code(value = "BT-0121", category = Category.CONFLICT)
    record DecisionTooEarly(long hours) implements AccessRefusal {}

    /**
     * The thing that is decided on, or the request about it, is not the one that the person's page showed.
     *
     * @param parts the names of what differs, with commas between them
     */
    @Code(value = "BT-0122", category = Category.CONFLICT, words = "refusal.part.", shape = Shape.LIST)
    record DecisionChanged(String parts) implements AccessRefusal {}
}
